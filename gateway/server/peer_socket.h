#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

/// The client's end of a connection within this computer, as the system knows it.
namespace server {

/// Address in the order of the wire; IPv4 has the first four bytes.
struct SocketEnd {
    int family = 0; ///< AF_INET or AF_INET6.
    std::array<unsigned char, 16> address{};
    std::uint16_t port = 0;
};

struct ConnectionEnds {
    SocketEnd client{};
    SocketEnd own{};
};
/// Of an accepted connection. Nothing when it has ended.
std::optional<ConnectionEnds> endsOf(int fd);

struct SocketFacts {
    std::uint64_t inode = 0;
    std::uint32_t user = 0; ///< Who made it.
};

/// The client's socket, in a table as /proc/net/tcp and tcp6 have it. Pure. Source: proc(5).
std::optional<SocketFacts> socketIn(std::string_view table, const ConnectionEnds &ends);

/// Asks the system for one socket by its ends, so that it takes as long whatever the number of connections; where it may
/// not be asked so, reads the tables. Thread: one.
class SocketFinder {
public:
    explicit SocketFinder(std::filesystem::path proc) : m_proc(std::move(proc)) {}
    ~SocketFinder();
    SocketFinder(const SocketFinder &) = delete;
    SocketFinder &operator=(const SocketFinder &) = delete;

    /// Nothing when it is closed by now.
    std::optional<SocketFacts> find(const ConnectionEnds &ends);

private:
    enum class Answer : std::uint8_t { Found, Gone, Untold };
    Answer ask(const ConnectionEnds &ends, SocketFacts &facts);

    std::filesystem::path m_proc;
    int m_fd = -1;
    bool m_refused = false; ///< The system does not answer such questions.
};

} // namespace server
