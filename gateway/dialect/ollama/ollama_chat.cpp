#include "base/json.h"
#include "dialect/dialect.h"
#include "dialect/ollama/ollama_answer.h"
#include "dialect/ollama/ollama_request.h"

namespace dialect {
namespace {

/// A plain string. Source: wire facts 51.
ErrorFacts readError(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return {};
    return {.message = base::textOr(base::at(*json, "error")), .code = {}, .type = {}};
}

constinit const ChatCalling kCalling{
    .writeRequest = writeOllamaRequest, .readAnswer = readOllamaAnswer, .makeReader = makeOllamaReader};

} // namespace

constinit const Dialect ollamaChat{
    .id = "ollama",
    .endpoint = "ollama.chat",
    .path = "/api/chat",
    .framing = Framing::Ndjson,
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
