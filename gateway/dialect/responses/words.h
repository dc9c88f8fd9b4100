#pragma once

#include <string_view>

#include "base/json.h"
#include "model/chat.h"

namespace dialect {

/// What the state of a whole answer means. `calls`: it holds calls of the client's tools.
model::FinishReason responsesFinish(std::string_view status, std::string_view incompleteReason, bool calls);

/// The other way: why an answer is incomplete; empty when it is complete.
std::string_view responsesIncompleteReason(model::FinishReason reason);

/// A `usage` object; not reported when it says nothing.
model::Usage readResponsesUsage(const base::Json &usage);

} // namespace dialect
