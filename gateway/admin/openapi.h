#pragma once

#include <string>

#include "admin/operation.h"

namespace admin {

/// The OpenAPI 3.1 document of the whole HTTP surface, from the operation table. Pure.
std::string openApiJson();
/// As it stands there below /api/v1: OpenAPI has no word for a value with slashes. Pure.
std::string openApiPath(const Operation &operation);

} // namespace admin
