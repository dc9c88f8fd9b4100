#include <simdjson.h>

#include "dialect/body_peek.h"
#include "dialect/dialect.h"
#include "dialect/gemini/errors.h"
#include "dialect/gemini/facts.h"

namespace dialect {
namespace {

namespace dom = simdjson::dom;

base::Result<RequestPeek> peekSingle(std::string_view body, const PathFacts &path)
{
    auto out = peekBody(body, {.content = {}, .modelInBody = false});
    if (!out)
        return out;
    if (body.find("\"content\"") == std::string_view::npos)
        return base::fail(base::ErrorCode::BadRequest, "you must provide content", "content");
    out->model = path.model;
    return out;
}

base::Result<RequestPeek> peekBatch(std::string_view body, const PathFacts &path)
{
    auto out = peekBody(body, {.content = "requests", .modelInBody = false});
    if (out)
        out->model = path.model;
    return out;
}

/// Older models count nothing: then the counts are ours.
base::Result<AnswerFacts> readAnswer(std::string_view body)
{
    thread_local dom::parser parser;
    dom::object root;
    if (parser.parse(body.data(), body.size(), /*realloc_if_needed=*/false).get(root) != simdjson::SUCCESS
        || (root["embedding"].error() != simdjson::SUCCESS && root["embeddings"].error() != simdjson::SUCCESS))
        return base::fail(base::ErrorCode::Upstream, "the provider's answer has no embeddings");
    AnswerFacts out;
    out.content = out.finished = true;
    out.choices = out.finishedChoices = 1;
    std::int64_t tokens = 0;
    if (root["usageMetadata"]["promptTokenCount"].get(tokens) == simdjson::SUCCESS && tokens > 0)
        out.usage = model::Usage{.input = tokens, .reported = true};
    return out;
}

} // namespace

constinit const Dialect geminiEmbed{
    .id = "gemini.embedContent",
    .endpoint = "embedContent",
    .path = "/models/{model}:embedContent",
    .peek = peekSingle,
    .readPrompt = readGeminiPrompt,
    .rewrite = rewriteGemini,
    .readAnswer = readAnswer,
    .readEvent = nullptr,
    .readError = readGeminiError,
    .errorBody = geminiErrorBody,
    .errorEvent = geminiErrorEvent,
};

constinit const Dialect geminiBatchEmbed{
    .id = "gemini.batchEmbedContents",
    .endpoint = "batchEmbedContents",
    .path = "/models/{model}:batchEmbedContents",
    .peek = peekBatch,
    .readPrompt = readGeminiPrompt,
    .rewrite = rewriteGemini,
    .readAnswer = readAnswer,
    .readEvent = nullptr,
    .readError = readGeminiError,
    .errorBody = geminiErrorBody,
    .errorEvent = geminiErrorEvent,
};

} // namespace dialect
