#pragma once

#include <string>

#include "base/result.h"
#include "model/chat.h"
#include "model/quirks.h"
#include "model/receipt.h"

namespace dialect {

/// The body of a Bedrock Converse or ConverseStream request; the model stands in the path.
/// Errors: BadRequest for an earlier call whose arguments are no JSON object.
base::Result<std::string> writeBedrockRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                              model::Receipt &receipt);

} // namespace dialect
