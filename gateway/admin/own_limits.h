#pragma once

#include "admin/operation.h"

namespace admin {

/// The rate limits of the key that asks, of its user and its team, with what is left of each now:
/// `[{scope, name, kind, limit, remaining, full_at}]`.
base::Json ownLimits(const Context &context);
base::Json ownLimitsSchema();

} // namespace admin
