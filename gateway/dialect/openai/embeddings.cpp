#include "dialect/openai/embeddings.h"

#include "dialect/body_peek.h"
#include "dialect/openai/errors.h"
#include "dialect/openai/relayed.h"
#include "dialect/openai/words.h"

namespace dialect {
namespace {

base::Result<RequestPeek> peek(std::string_view body, const PathFacts &)
{
    return peekBody(body, {.content = "input", .contentMayBeText = true});
}

constexpr EmbeddingsServing kServing{
    .readRequest = readOpenaiEmbeddingsRequest,
    .writeAnswer = writeOpenaiEmbeddings,
    .fieldName = openaiFieldName,
    .reencode = reencodeOpenaiEmbeddings,
};

constexpr EmbeddingsCalling kCalling{
    .writeRequest = writeOpenaiEmbeddingsRequest,
    .readAnswer = readOpenaiEmbeddings,
};

} // namespace

constinit const Dialect openaiEmbeddings{
    .id = "openai.embeddings",
    .endpoint = "embeddings",
    .path = "/embeddings",
    .peek = peek,
    .readPrompt = readRelayedPrompt,
    .rewrite = rewriteRelayed,
    .readAnswer = readRelayedAnswer,
    .readEvent = readRelayedEvent,
    .readError = readOpenaiError,
    .errorBody = openaiErrorBody,
    .errorEvent = openaiErrorEvent,
    .serveEmbeddings = &kServing,
    .callEmbeddings = &kCalling,
};

} // namespace dialect
