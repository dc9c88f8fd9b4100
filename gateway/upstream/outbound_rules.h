#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/outbound_header.h"

namespace upstream {

/// What we are willing to send, checked when it is saved and again when it is sent. Pure.

/// scheme://host:port in lower case, of a base URL. Errors: Unprocessable for anything but http(s), for user names,
/// queries, fragments, backslashes, control characters, port 0.
base::Result<std::string> originOf(std::string_view baseUrl);

/// Whether nothing lives there but our own sandbox, which answers in its place: `https://NAME.sandbox.invalid/...`. Such
/// a name has no address anywhere (RFC 6761), so a provider of any type can be tried out without a network.
bool isPlayedHere(std::string_view url);

using model::checkHeaderName;
using model::checkHeaderValue;

} // namespace upstream
