#pragma once

#include "base/json.h"

namespace dialect::anthropic {

/// Brings a JSON schema into the subset that Anthropic's structured outputs compile: objects closed, constraints that
/// the grammar cannot hold moved into the description, where the model still reads them. As Anthropic's own SDKs do.
/// True when something was changed.
bool fitSchema(base::Json &schema);

} // namespace dialect::anthropic
