#pragma once

#include <string_view>

#include "base/result.h"
#include "model/plan.h"
#include "routing/rules/zone_offsets.h"

/// What a rule must be before it is saved.
namespace admin {

/// The clocks of a zone by its name, from some years ago to some years ahead; an empty name is this machine's zone.
/// Errors: Unprocessable.
base::Result<routing::ZoneOffsets> zoneOffsets(std::string_view name);

/// Its name, its condition and its actions can be read. Errors: Unprocessable with `param` a path such as
/// `when.all[1].regex`.
base::Result<> checkRule(const model::Rule &rule);

/// The providers and models that its actions name exist in `plan`. Errors: the same.
base::Result<> checkReferences(const model::Rule &rule, const model::Plan &plan);

} // namespace admin
