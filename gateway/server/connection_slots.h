#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace server {

bool isLoopback(std::string_view address);

/// Whether a connection has brought a good key yet.
enum class Standing : std::uint8_t { Stranger, Known };

/// How many connections there may be. Those per peer are for remote addresses; one peer's strangers are no reason to
/// turn another's away.
struct ConnectionCaps {
    std::size_t total = 8192;
    std::size_t perPeer = 256;
    std::size_t strangersPerPeer = 64;
};

/// Counts the open connections of all workers, in all and per remote address. Thread: any.
class ConnectionSlots {
public:
    explicit ConnectionSlots(ConnectionCaps caps) : m_caps(caps) {}

    /// For a stranger. False when the caps leave no room. Loopback addresses count towards the total only.
    bool take(const std::string &peer);
    /// One of its strangers is known from here on.
    void know(const std::string &peer);
    void release(const std::string &peer, Standing standing);
    std::size_t open() const { return m_open.load(std::memory_order_relaxed); }

private:
    struct Peer {
        std::size_t open = 0;
        std::size_t strangers = 0; ///< Of those.
    };

    const ConnectionCaps m_caps;
    std::atomic<std::size_t> m_open = 0;
    std::mutex m_mutex{};
    std::unordered_map<std::string, Peer> m_byPeer{}; ///< Under m_mutex; remote peers only.
};

} // namespace server
