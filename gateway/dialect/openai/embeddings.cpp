#include "dialect/openai/embeddings.h"

#include <algorithm>

#include "dialect/body_peek.h"
#include "dialect/openai/errors.h"
#include "dialect/openai/relayed.h"
#include "dialect/openai/words.h"

namespace dialect {
namespace {

/// The name in quotes stands nowhere but at the key, or alone among the inputs.
model::VectorEncoding encodingIn(std::string_view body)
{
    static constexpr std::string_view kName = "\"encoding_format\"";
    static constexpr std::string_view kBlanks = " \t\r\n";
    for (auto at = body.find(kName); at != std::string_view::npos; at = body.find(kName, at)) {
        at += kName.size();
        std::string_view rest = body.substr(std::min(body.size(), body.find_first_not_of(kBlanks, at)));
        if (!rest.starts_with(':'))
            continue;
        rest = rest.substr(std::min(rest.size(), rest.find_first_not_of(kBlanks, 1)));
        return rest.starts_with("\"base64\"") ? model::VectorEncoding::Base64 : model::VectorEncoding::Float;
    }
    return model::VectorEncoding::Unset;
}

base::Result<RequestPeek> peek(std::string_view body, const PathFacts &)
{
    auto out = peekBody(body, {.content = "input", .contentMayBeText = true});
    if (out)
        out->vectors = encodingIn(body);
    return out;
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
