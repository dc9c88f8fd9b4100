#pragma once

#include "dialect/openai/write_to.h"

namespace dialect {

/// Whether that model may be asked to think.
bool thinks(std::string_view model, const model::Quirks &quirks);

/// Adds how much the model shall think to a request's body, as the provider spells it.
void writeOpenaiReasoning(model::ReasoningWish &wish, const WriteTo &to, bool thinker, base::Json &body);

} // namespace dialect
