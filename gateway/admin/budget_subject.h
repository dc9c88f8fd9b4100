#pragma once

#include "base/result.h"
#include "model/plan.h"

namespace admin {

/// Whose calls a budget counts, or who holds a credit: found in the plan by id or name, and kept by id.
/// Errors: Unprocessable with param `subject`.
base::Result<> settleSubject(model::Budget &budget, const model::Plan &plan);

} // namespace admin
