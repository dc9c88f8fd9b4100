#include "base/json.h"
#include "dialect/cohere/cohere_answer.h"
#include "dialect/cohere/cohere_request.h"
#include "dialect/dialect.h"

namespace dialect {
namespace {

/// `{"id", "message"}`, and `error_type` where the prompt is too long. Source: wire facts 50.
ErrorFacts readError(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return {};
    const std::string type = base::textOr(base::at(*json, "error_type"));
    return {.message = base::textOr(base::at(*json, "message")), .code = type, .type = type};
}

constinit const ChatCalling kCalling{
    .writeRequest = writeCohereRequest, .readAnswer = readCohereAnswer, .makeReader = makeCohereReader};

} // namespace

constinit const Dialect cohereChat{
    .id = "cohere",
    .endpoint = "cohere.v2.chat",
    .path = "/chat",
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
