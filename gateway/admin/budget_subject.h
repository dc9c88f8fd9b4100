#pragma once

#include "base/result.h"
#include "model/plan.h"

namespace admin {

struct Context;

/// Whose calls a budget counts, or who holds a credit: found in the plan by id or name, and kept by id.
/// Errors: Unprocessable with param `subject`.
base::Result<> settleSubject(model::Budget &budget, const model::Plan &plan);

/// Whether the caller may see it: whoever does not see everything sees those of a key, a user or a team that is theirs.
/// Thread: that of the context. Errors: Storage.
base::Result<bool> mayShow(const Context &context, const model::Budget &budget);

} // namespace admin
