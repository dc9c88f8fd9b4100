#pragma once

#include "base/json.h"
#include "base/result.h"
#include "routing/rules/clause.h"

namespace routing::actions {

/// Parameters of a request that a rule sets: an object without what has another way to be said.
base::Result<base::Json> readParameters(const Clause &clause);

/// Those that are not there yet.
void addParameters(base::Json &to, const base::Json &from);

} // namespace routing::actions
