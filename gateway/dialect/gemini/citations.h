#pragma once

#include <vector>

#include "base/json.h"
#include "model/chat.h"

namespace dialect {

/// What a candidate's `groundingMetadata` and `citationMetadata` say about its text.
std::vector<model::Citation> readGeminiCitations(const base::Json &candidate);

/// The same as `groundingMetadata`; null for none.
base::Json geminiGrounding(const std::vector<model::Citation> &citations);

/// `logprobsResult` in OpenAI's shape and back; null for none.
base::Json readGeminiLogprobs(const base::Json &result);
base::Json geminiLogprobs(const base::Json &logprobs);

} // namespace dialect
