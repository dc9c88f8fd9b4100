#pragma once

#include <span>

#include "dialect/dialect.h"

namespace dialect {

/// All there are, in the order they came.
std::span<const Dialect *const> allDialects();

} // namespace dialect
