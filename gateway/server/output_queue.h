#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "server/client_socket.h"

namespace server {

/// What goes out on one socket: straight to the kernel as long as that takes it, the rest kept in order. A reader that
/// takes all it can get is given 256 KiB at a time, so that others have their turn.
/// Thread: one.
class OutputQueue {
public:
    enum class Outcome { Sent, Stuck, Failed }; ///< Stuck: some is left; flush() when the socket is writable.

    /// At most four pieces, sent as one.
    Outcome send(ClientSocket &to, std::initializer_list<std::string_view> pieces);
    /// The same for a large body: what the kernel does not take at once is kept without being copied.
    Outcome send(ClientSocket &to, std::string_view head, std::string &&body);
    /// Goes out together with what is sent next.
    void hold(std::string_view bytes) { m_bytes += bytes; }
    Outcome flush(ClientSocket &to);
    /// Forgets what waits, and gives its memory back.
    void drop();
    std::size_t pending() const { return m_bytes.size() - m_at; }
    /// What the waiting bytes cost, room to grow included.
    std::size_t held() const { return m_bytes.capacity(); }

private:
    void dropTaken();

    std::string m_bytes{};
    std::size_t m_at = 0;
};

} // namespace server
