#pragma once

#include "model/chat.h"

/// What whole answers and streams of Cohere's v2 chat have in common.
namespace dialect {

model::FinishReason cohereFinish(std::string_view word);
/// Counted are the tokens with the provider's own template, as its limits do; `billed_units` is another count.
model::Usage cohereUsage(const base::Json &usage);
model::Citation cohereCitation(const base::Json &citation);

} // namespace dialect
