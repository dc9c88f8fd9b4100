#include "base/json.h"
#include "dialect/bedrock/bedrock_answer.h"
#include "dialect/bedrock/bedrock_request.h"
#include "dialect/called_row.h"

namespace dialect {
namespace {

/// `{"message"}`, with the kind of error in a header, or behind a # in `__type`.
ErrorFacts readError(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return {};
    std::string type = base::textOr(base::at(*json, "__type"));
    if (const auto hash = type.find('#'); hash != std::string::npos)
        type.erase(0, hash + 1);
    return {.message = base::textOr(base::at(*json, "message"), base::textOr(base::at(*json, "Message"))),
            .code = type,
            .type = type};
}

constexpr ChatCalling kCalling{
    .writeRequest = writeBedrockRequest, .readAnswer = readBedrockAnswer, .makeReader = makeBedrockReader};

constexpr Dialect row()
{
    Dialect out = calledRow("bedrock", "bedrock.converse", "/model/{model}/converse", readError);
    out.streamPath = "/model/{model}/converse-stream";
    out.framing = Framing::AwsEvents;
    out.call = &kCalling;
    return out;
}

} // namespace

constinit const Dialect bedrockConverse = row();

} // namespace dialect
