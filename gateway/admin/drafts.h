#pragma once

#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/plan.h"

/// Rules and other parts of a plan that somebody wants to try without saving them. Pure.
/// Errors: Unprocessable with `param` naming the place, such as `rules[1].when.regex`.
namespace admin {

/// A list of rules, in the order they are to be asked. One that names a rule of `plan` by its `id` is that rule with the
/// fields that are given; any other needs `when` and `then`.
base::Result<std::vector<model::Rule>> draftRules(const base::Json &given, const model::Plan &plan);

/// The same for aliases, which may be named by `id` or `name`; any other needs `targets`.
base::Result<std::vector<model::ModelAlias>> draftAliases(const base::Json &given, const model::Plan &plan);

/// The default model, strategy and affinity that are given.
base::Result<> draftDefaults(model::Settings &to, const base::Json &given);

/// Those of a plan as history keeps it.
std::vector<model::Rule> rulesInPlan(const base::Json &plan);
std::vector<model::ModelAlias> aliasesInPlan(const base::Json &plan);
base::Json defaultsInPlan(const base::Json &plan);

} // namespace admin
