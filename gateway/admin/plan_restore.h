#pragma once

#include "admin/operation.h"

namespace admin {

/// Writes what `wanted`, an earlier plan as history keeps it, says of providers, routing and settings. Client keys and
/// the routing switch stay as they are: a revoked key must not come back, and the switch changes in its own way.
/// Returns what could not be had again: a list of `{"path", "reason"}`. Run it on the writer, inside a transaction.
/// Errors: Conflict when a name is taken by what cannot be removed, Storage.
base::Result<base::Json> restorePlan(const Context &context, const base::Json &wanted, const base::Json &current);

} // namespace admin
