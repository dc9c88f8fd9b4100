#pragma once

#include <string>

#include "base/result.h"
#include "model/chat.h"
#include "model/quirks.h"
#include "model/receipt.h"

namespace dialect {

/// A request to Cohere's `POST /v2/chat`. Errors: none of its own.
base::Result<std::string> writeCohereRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                             model::Receipt &receipt);

} // namespace dialect
