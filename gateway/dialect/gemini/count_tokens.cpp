#include "base/json.h"
#include "dialect/body_peek.h"
#include "dialect/dialect.h"
#include "dialect/gemini/errors.h"
#include "dialect/gemini/facts.h"

namespace dialect {
namespace {

/// `contents`, or a whole `generateContentRequest`.
base::Result<RequestPeek> peek(std::string_view body, const PathFacts &path)
{
    auto out = peekBody(body, {.content = {}, .modelInBody = false});
    if (!out)
        return out;
    if (body.find("\"contents\"") == std::string_view::npos)
        return base::fail(base::ErrorCode::BadRequest, "you must provide contents", "contents");
    out->model = path.model;
    return out;
}

/// What is counted is not answered, and counting costs nothing.
base::Result<AnswerFacts> readAnswer(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json || !base::integerIn(base::at(*json, "totalTokens")))
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is no count of tokens");
    AnswerFacts out;
    out.content = out.finished = true;
    out.choices = out.finishedChoices = 1;
    out.usage = model::Usage{.reported = true};
    return out;
}

} // namespace

constinit const Dialect geminiCountTokens{
    .id = "gemini.countTokens",
    .endpoint = "countTokens",
    .path = "/models/{model}:countTokens",
    .peek = peek,
    .readPrompt = readGeminiPrompt,
    .rewrite = rewriteGemini,
    .readAnswer = readAnswer,
    .readEvent = nullptr,
    .readError = readGeminiError,
    .errorBody = geminiErrorBody,
    .errorEvent = geminiErrorEvent,
};

} // namespace dialect
