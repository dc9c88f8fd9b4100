#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "server/connection_slots.h"

struct sockaddr_storage;

namespace server {

/// Raises the soft limit of open files to the hard one and returns what it is now.
std::size_t raiseDescriptorLimit();

/// How many connections may be open with so many descriptors: each may need another one to its provider, and the
/// program needs some for itself.
std::size_t connectionsFor(std::size_t descriptors);

struct ListenOptions {
    /// A numeric address. A loopback one (or `localhost`) means both 127.0.0.1 and ::1; another is listened on beside
    /// those two. `0.0.0.0` or `::`: both of these.
    std::string address = "127.0.0.1";
    std::uint16_t port = 4141; ///< 0: any free one, the same for both.
    ConnectionCaps caps{};
};

/// Accepts connections and deals them to the workers in turn.
/// Thread: made, opened and closed by one; accepting happens on a thread of its own, where the sinks are called.
class Listener {
public:
    using Sink = std::function<void(int fd, std::string peer, std::uint16_t peerPort)>;

    /// `slots` are those of the listener it takes the place of, so that the caps are for both.
    explicit Listener(ListenOptions options, std::shared_ptr<ConnectionSlots> slots = {});
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    /// Binds and begins to listen, so that the port is known; connections wait until start().
    /// Errors: Conflict for a taken port, Unavailable for an address this machine does not have.
    /// `before` is the one whose place it takes: what both listen on they share until that one closes.
    base::Result<std::uint16_t> open(const Listener *before = nullptr);
    /// Give the slots to every EdgeServer that connections are dealt to.
    void start(std::vector<Sink> sinks);
    /// Accepts nothing more from now on. Returns when the thread has ended.
    void close();

    std::uint16_t port() const { return m_port; }
    std::shared_ptr<ConnectionSlots> slots() const { return m_slots; }

private:
    base::Result<> openAll(const Listener *before);
    base::Result<int> listenOn(const std::string &address, std::uint16_t port, const Listener *before);
    bool sharesPort(std::uint16_t port) const { return port != 0 && port == m_port && !m_sockets.empty(); }
    void allowSharing(bool allowed) const;
    int socketAt(const sockaddr_storage &address) const;
    void run();
    bool acceptFrom(int fd);
    void sayExhausted();
    void deal(int fd, std::string peer, std::uint16_t peerPort);
    void closeSockets();

    ListenOptions m_options;
    std::shared_ptr<ConnectionSlots> m_slots;
    std::vector<int> m_sockets{};
    std::vector<Sink> m_sinks{};
    std::size_t m_next = 0;
    std::uint16_t m_port = 0;
    int m_stopFd = -1;
    std::optional<std::chrono::steady_clock::time_point> m_saidAt{};
    std::thread m_thread{};
};

} // namespace server
