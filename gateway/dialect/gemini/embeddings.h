#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// Of embedContent. Errors: BadRequest for contents that are no text.
base::Result<model::EmbeddingsRequest> readGeminiEmbedding(std::string_view body, const RequestPeek &peek);
/// Of batchEmbedContents, whose requests say each for itself what the first of them says for all here.
base::Result<model::EmbeddingsRequest> readGeminiEmbeddings(std::string_view body, const RequestPeek &peek);

/// For batchEmbedContents, which takes one as well as many. Errors: BadRequest for tokens in place of texts.
base::Result<std::string> writeGeminiEmbeddings(model::EmbeddingsRequest &&request, const model::Quirks &quirks,
                                                model::Receipt &receipt);

/// Of either. Older models count no tokens. Errors: Upstream.
base::Result<model::EmbeddingsAnswer> readGeminiVectors(std::string_view body);
std::string writeGeminiVector(const model::EmbeddingsAnswer &answer, model::VectorEncoding asked,
                              const AnswerFor &client);
std::string writeGeminiVectors(const model::EmbeddingsAnswer &answer, model::VectorEncoding asked,
                               const AnswerFor &client);

std::string_view geminiEmbeddingField(model::ChatField field);

} // namespace dialect
