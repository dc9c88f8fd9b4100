#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "server/socket_result.h"
#include "server/tls_context.h"

using SSL = struct ssl_st;

namespace server {

/// TLS over one accepted descriptor, which it does not own. The handshake happens within the first reads.
/// Thread: one.
class TlsSession {
public:
    /// Read with at least so much room: then nothing that was decrypted is left behind, of which no descriptor tells.
    static constexpr std::size_t kRecord = 16 * 1024;

    TlsSession(const TlsContext &context, int fd);
    ~TlsSession();
    TlsSession(const TlsSession &) = delete;
    TlsSession &operator=(const TlsSession &) = delete;

    /// As ClientSocket::receive().
    std::int64_t receive(char *to, std::size_t room);
    /// As ClientSocket::send(). What was offered and not taken must be offered again first.
    std::int64_t send(std::string_view bytes);
    /// The handshake cannot go on before the descriptor is writable.
    bool wantsWrite() const;
    /// Tells the other side that this is the end, as far as that can be told now.
    void end();
    /// What went to the kernel, in the bytes of the wire.
    std::uint64_t wireBytes() const;

private:
    std::int64_t why(int result);

    SSL *m_ssl;
};

} // namespace server
