#pragma once

#include <optional>

#include "base/json.h"
#include "model/plan.h"
#include "routing/rule_outcome.h"
#include "routing/targets.h"

namespace exchange {

/// Parameters set for this target whatever the client said: those of the rules, then those of its line in the model
/// map. Null when there are none.
base::Json overridesFor(const routing::Effects &effects, const routing::Target &target);

/// What is waited for instead of what the provider's settings say; nothing when no rule wants another time.
std::optional<model::Timeouts> timeoutsFor(const routing::Effects &effects, const model::Provider &provider);

} // namespace exchange
