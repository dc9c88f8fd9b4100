#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

base::Result<model::EmbeddingsRequest> readOpenaiEmbeddingsRequest(std::string_view body, const RequestPeek &peek);
base::Result<std::string> writeOpenaiEmbeddingsRequest(model::EmbeddingsRequest &&request, const model::Quirks &quirks,
                                                       model::Receipt &receipt);
base::Result<model::EmbeddingsAnswer> readOpenaiEmbeddings(std::string_view body);
std::string writeOpenaiEmbeddings(const model::EmbeddingsAnswer &answer, model::VectorEncoding asked,
                                  const AnswerFor &client);
std::optional<std::string> reencodeOpenaiEmbeddings(std::string_view answer, model::VectorEncoding asked);

} // namespace dialect
