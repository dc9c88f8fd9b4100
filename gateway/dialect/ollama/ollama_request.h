#pragma once

#include <string>

#include "base/result.h"
#include "model/chat.h"
#include "model/quirks.h"
#include "model/receipt.h"

namespace dialect {

/// A request to Ollama's own `POST /api/chat`.
/// Errors: BadRequest for an earlier call whose arguments are no JSON object.
base::Result<std::string> writeOllamaRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                             model::Receipt &receipt);

} // namespace dialect
