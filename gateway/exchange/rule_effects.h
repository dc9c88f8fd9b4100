#pragma once

#include <optional>

#include "base/json.h"
#include "model/plan.h"
#include "model/quirks.h"
#include "routing/rule_outcome.h"
#include "routing/targets.h"

namespace exchange {

/// Parameters set for this target whatever the client said: those of the rules, then those of its line in the model
/// map. Null when there are none.
base::Json overridesFor(const routing::Effects &effects, const routing::Target &target);

/// Parameters set where the client said nothing: those of the rules, and a limit for the answer's tokens (0: none). Null
/// when there are none.
base::Json defaultsFor(const routing::Effects &effects, const model::Quirks &quirks, std::int64_t outputLimit);

/// What is waited for instead of what the provider's settings say; nothing when no rule wants another time.
std::optional<model::Timeouts> timeoutsFor(const routing::Effects &effects, const model::Provider &provider);

} // namespace exchange
