#pragma once

#include <string>

#include "admin/operation.h"

namespace admin {

/// In which language a report is printed: `en` or `zh_CN`; empty when it is not said. Pure.
/// Errors: Unprocessable with param `language`.
base::Result<std::string> languageOf(const Request &request);

} // namespace admin
