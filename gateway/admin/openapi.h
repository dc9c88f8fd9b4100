#pragma once

#include <string>

#include "admin/examples.h"
#include "admin/operation.h"

namespace admin {

/// The OpenAPI 3.1 document of the operation table. `paths` come before its own. Pure.
base::Json openApi(base::Json paths, const Examples &examples);
/// As it stands there below /api/v1: OpenAPI has no word for a value with slashes. Pure.
std::string openApiPath(const Operation &operation);

} // namespace admin
