#pragma once

#include "base/json.h"

namespace app {

/// The routing switch on standard output: what holds, what is pending, how long it is locked. Prints nothing where an
/// older gateway does not tell.
void printRoutingSwitch(const base::Json &state);

} // namespace app
