#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "server/socket_result.h"
#include "server/tls_session.h"

namespace server {

/// The descriptor of an accepted connection, owned, with TLS on it or without. Thread: one.
class ClientSocket {
public:
    static constexpr std::size_t kMaxPieces = 4;

    /// `tls` null: plain. It need not outlive this.
    ClientSocket(int fd, const TlsContext *tls);
    ~ClientSocket();
    ClientSocket(const ClientSocket &) = delete;
    ClientSocket &operator=(const ClientSocket &) = delete;

    int fd() const { return m_fd; }
    bool isSecure() const { return m_tls != nullptr; }
    /// Bytes that came, or one of socket_result.h. Over TLS, `room` must be TlsSession::kRecord at least.
    std::int64_t receive(char *to, std::size_t room);
    /// Bytes that were taken, or one of socket_result.h.
    std::int64_t send(std::string_view bytes);
    /// The same for several that go out as one. Not over TLS.
    std::int64_t send(std::initializer_list<std::string_view> pieces, std::size_t most);
    /// Reading cannot go on before the descriptor is writable.
    bool wantsWrite() const { return m_tls && m_tls->wantsWrite(); }
    /// Bytes of the wire that the other side has taken from the kernel since the beginning. Not those the kernel took:
    /// it asks for more in steps of a megabyte, for which a modest reader needs minutes.
    std::uint64_t taken() const;
    /// Our end of the connection, as a Host header spells it: `192.0.2.1:4141`, `[2001:db8::1]:4141`.
    std::string localHost() const;
    /// The other side reads the end; what it still sends can be received.
    void endWriting();
    /// `reset`: the kernel drops what the other side never took, and tells it that this was no proper end.
    void close(bool reset);

private:
    std::int64_t peekHello();

    int m_fd;
    bool m_fresh = true; ///< Nothing has come yet.
    std::uint64_t m_sent = 0;
    std::unique_ptr<TlsSession> m_tls{};
};

} // namespace server
