#pragma once

#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// A Chat Completions request in the middle form, the spellings of OpenAI's relatives included.
/// Errors: BadRequest for messages and tools that are none, with the field.
base::Result<model::ChatRequest> readOpenaiRequest(std::string_view body, const RequestPeek &peek);

} // namespace dialect
