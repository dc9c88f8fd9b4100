#pragma once

#include <optional>

#include "base/json.h"
#include "model/usage.h"

namespace dialect {

/// `usageMetadata`; nothing when it counts nothing (Vertex AI sends it with a traffic type alone).
/// Source: wire facts 42 and 43.
std::optional<model::Usage> readGeminiUsage(const base::Json &metadata);

/// The same counts as Gemini tells them: candidates without thoughts. Null when there is nothing to tell.
base::Json geminiUsage(const model::Usage &usage);

} // namespace dialect
