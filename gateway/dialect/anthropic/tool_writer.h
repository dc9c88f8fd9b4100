#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect::anthropic {

/// Puts `tools` and `tool_choice` into a request's body. `dialect`: the client's; `strict`: the model takes strict tools.
void writeTools(std::vector<model::ToolOffer> &&tools, model::ToolChoice &&choice, std::string_view dialect,
                bool strict, base::Json &body, model::Receipt &receipt);

} // namespace dialect::anthropic
