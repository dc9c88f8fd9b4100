#pragma once

#include "admin/operation.h"
#include "jobs/key_checker.h"
#include "model/check_settings.h"

/// What checks have shown of providers' keys, told with the answers that show them.
namespace admin {

/// What the last check of a key showed, when that was and when the next one is, and the balance where one is told.
base::Json checkJson(const Context &context, const jobs::CheckTarget &target, const model::CheckSettings &settings);
base::Json checkSchema();

/// A key by its id, or a provider that needs none by its own. The plan outlives it. Errors: NotFound.
base::Result<jobs::CheckTarget> targetNamed(const model::Plan &plan, std::string_view id);

/// Who it is, how calls and checks find it: a row of the lists of keys' health. `key` is null where none is needed.
base::Json healthRow(const Context &context, const jobs::CheckTarget &target, const model::CheckSettings &settings);
base::Json healthRowSchema();
/// With the availability of the key.
base::Json keyHealthShown();
base::Json keysHealthShown();

} // namespace admin
