#pragma once

#include <string_view>

#include "admin/handlers.h"

/// The check-up of security: each row a sentence on what holds, how good that is, and where to change it.
namespace admin {

/// `{"state": the worst, "checks": [{"id","state","message","where"}]}`; states are `good`, `look` (worth a look, and
/// maybe meant so) and `bad`. Thread: the context's.
Outcome getCheckUp(const Context &context);
base::Json checkUpShown();

} // namespace admin
