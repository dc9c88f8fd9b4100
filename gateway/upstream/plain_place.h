#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <sys/socket.h>

namespace upstream {

/// Where a request without TLS goes.
struct PlainPlace {
    sockaddr_storage address{};
    socklen_t addressSize = 0;
    std::string host{};   ///< As the `Host` field has it.
    std::string target{}; ///< Path and query.
};

/// Nothing unless the URL is `http://`, then an address in numbers, and a path that needs no second thought: what has a
/// name to look up, a user in it or dots to resolve is libcurl's. Pure.
std::optional<PlainPlace> plainPlaceOf(std::string_view url);

} // namespace upstream
