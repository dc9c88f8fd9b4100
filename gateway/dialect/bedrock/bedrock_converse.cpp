#include "base/json.h"
#include "dialect/bedrock/bedrock_answer.h"
#include "dialect/bedrock/bedrock_request.h"
#include "dialect/dialect.h"

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

constinit const ChatCalling kCalling{
    .writeRequest = writeBedrockRequest, .readAnswer = readBedrockAnswer, .makeReader = makeBedrockReader};

} // namespace

constinit const Dialect bedrockConverse{
    .id = "bedrock",
    .endpoint = "bedrock.converse",
    .path = "/model/{model}/converse",
    .streamPath = "/model/{model}/converse-stream",
    .framing = Framing::AwsEvents,
    .peek = nullptr,
    .readPrompt = nullptr,
    .rewrite = nullptr,
    .readAnswer = nullptr,
    .readEvent = nullptr,
    .readError = readError,
    .errorBody = nullptr,
    .errorEvent = nullptr,
    .call = &kCalling,
};

} // namespace dialect
