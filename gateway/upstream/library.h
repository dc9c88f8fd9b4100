#pragma once

#include <string>

namespace upstream {

/// What requests go out with, and what that is made of: `libcurl/7.88.1 OpenSSL/3.0.17 …`. Thread: any.
std::string libraryVersions();

} // namespace upstream
