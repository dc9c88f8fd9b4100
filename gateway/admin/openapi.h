#pragma once

#include <string>

namespace admin {

/// The OpenAPI 3.1 document of the whole HTTP surface, from the operation table. Pure.
std::string openApiJson();

} // namespace admin
