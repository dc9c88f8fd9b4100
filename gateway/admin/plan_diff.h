#pragma once

#include "base/json.h"

namespace admin {

/// What is different between two plans as history keeps them, one row a difference: `path` with the names of the
/// resources in it (`providers[OpenAI].keys[main].weight`), `kind` (added, removed, changed), `before` and `after`
/// (null where it was not there). `before` may be null: then everything was added. Pure.
base::Json diffPlans(const base::Json &before, const base::Json &after);

} // namespace admin
