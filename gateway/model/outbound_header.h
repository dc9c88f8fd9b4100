#pragma once

#include <string_view>

#include "base/result.h"

namespace model {

/// What an admin may have sent to a provider besides what we send ourselves. Pure.

/// A header name is a token (RFC 9110) and none that we set or that frames the message.
base::Result<> checkHeaderName(std::string_view name);
/// Visible ASCII, spaces and tabs: nothing that could end the line.
base::Result<> checkHeaderValue(std::string_view value);

} // namespace model
