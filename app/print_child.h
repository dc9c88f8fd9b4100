#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"

namespace app {

/// A report as PDF, made by a second process of this program: laying out text needs a QGuiApplication, which a gateway
/// without a window does not have, and takes long where there is much of it.
/// Thread: any; blocks. Errors: Unavailable when that process does not start, or fails or hangs.
base::Result<std::string> printInChild(const base::Json &report);

} // namespace app
