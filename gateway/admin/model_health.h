#pragma once

#include "admin/handlers.h"

/// Models as probes find them, and what asking them costs.
namespace admin {

Outcome listModelHealth(const Context &context);
base::Json modelHealthListed();

} // namespace admin
