#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who listens on a port, as far as this system tells. Nobody is ever asked to leave.
namespace server {

struct PortHolder {
    std::int64_t pid = 0;
    std::string name{}; ///< Of the program, as the system knows it: printable text of at most 15 bytes.
};

/// The sockets that listen on `port`, by a table as /proc/net/tcp has it. Pure. Source: proc(5).
std::vector<std::uint64_t> listeningInodes(std::string_view table, std::uint16_t port);

/// Nothing where the process is another user's, or the system has no /proc. Thread: any; reads files.
std::optional<PortHolder> holderOf(std::uint16_t port);

/// The next port above `port` that is free on 127.0.0.1 and ::1; 0 when there is none near. Thread: any.
std::uint16_t freePortAbove(std::uint16_t port);

} // namespace server
