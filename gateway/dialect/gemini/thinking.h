#pragma once

#include <string_view>

#include "base/json.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect {

/// `generationConfig.thinkingConfig`. What is not understood goes to the wish's `extra`.
model::ReasoningWish readThinkingConfig(base::Json &config);

/// A wish of this dialect as it was said; null for none.
base::Json ownThinkingConfig(const model::ReasoningWish &wish);

/// A wish of another dialect as far as this model can be told: budgets up to Gemini 2.5, levels since 3. Null for none.
/// Source: the thinking guide's tables of budgets and levels per model, and its table for OpenAI's efforts.
base::Json thinkingConfigFor(const model::ReasoningWish &wish, std::string_view model, model::Receipt &receipt);

} // namespace dialect
