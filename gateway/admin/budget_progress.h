#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/plan.h"

/// How far budgets are used up, in short: for the overview, and for those whose budgets they are. Thread: any.
namespace admin {

/// The budgets of the plan that hold, with what they have seen: the one that is used up the most first.
std::vector<model::Budget> budgetsNow(const model::Plan &plan, std::int64_t nowMs);

/// Those of them that every call of this client key counts in: its own, those of its user and team, and those of all
/// calls. What else may refuse it depends on the call.
std::vector<model::Budget> budgetsOfKey(const model::Plan &plan, std::string_view keyId, std::int64_t nowMs);

base::Json progressJson(std::span<const model::Budget> budgets);
base::Json progressSchema();

} // namespace admin
