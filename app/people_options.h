#pragma once

#include <string>
#include <vector>

#include "app/command_line.h"
#include "base/json.h"

namespace app {

/// What keys, users and teams have alike on the command line: tags and limits.
inline const std::vector<std::string> kSharedOptions = {"tag", "rpm", "tpm", "concurrent"};

/// Puts them into the body of an operation. Errors: BadRequest for a limit that is no whole number.
base::Result<> putSharedOptions(base::Json &body, const Arguments &arguments);

} // namespace app
