#pragma once

#include <string>

#include "dialect/dialect.h"

namespace dialect {

/// The event of an error in both its shapes, the recorded one (in `error`) and the documented one (flat), and the
/// failed response that follows it.
std::string responsesErrorEvent(const ErrorView &error);

} // namespace dialect
