#include <simdjson.h>

#include "dialect/body_peek.h"
#include "dialect/gemini/embeddings.h"
#include "dialect/gemini/row.h"

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

/// Numbers are all that Gemini's clients know.
std::optional<std::string> asItCame(std::string_view, model::VectorEncoding)
{
    return std::nullopt;
}

constexpr EmbeddingsServing kServeOne{.readRequest = readGeminiEmbedding,
                                      .writeAnswer = writeGeminiVector,
                                      .fieldName = geminiEmbeddingField,
                                      .reencode = asItCame};
constexpr EmbeddingsServing kServeMany{.readRequest = readGeminiEmbeddings,
                                       .writeAnswer = writeGeminiVectors,
                                       .fieldName = geminiEmbeddingField,
                                       .reencode = asItCame};
constexpr EmbeddingsCalling kCallMany{.writeRequest = writeGeminiEmbeddings, .readAnswer = readGeminiVectors};

constexpr Dialect singleRow()
{
    Dialect out = geminiRow("gemini.embedContent", "embedContent", "/models/{model}:embedContent");
    out.peek = peekSingle;
    out.readAnswer = readAnswer;
    out.serveEmbeddings = &kServeOne;
    return out;
}

constexpr Dialect batchRow()
{
    Dialect out = geminiRow("gemini.batchEmbedContents", "batchEmbedContents", "/models/{model}:batchEmbedContents");
    out.peek = peekBatch;
    out.readAnswer = readAnswer;
    out.serveEmbeddings = &kServeMany;
    out.callEmbeddings = &kCallMany;
    return out;
}

} // namespace

constinit const Dialect geminiEmbed = singleRow();
constinit const Dialect geminiBatchEmbed = batchRow();

} // namespace dialect
