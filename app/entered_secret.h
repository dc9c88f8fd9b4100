#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace app {

/// One line from standard input; on a terminal after a prompt on standard error, and without showing what is typed.
/// Errors: BadRequest when nothing comes. Thread: the main thread.
base::Result<base::Secret> readSecret(const char *prompt);

} // namespace app
