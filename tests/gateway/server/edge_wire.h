#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "access/certificate.h"
#include "server/tls_context.h"

namespace edge_test {

/// Every test of the edge is run twice: as it is, and with this in the environment.
inline bool overTls()
{
    return std::getenv("SWITCHYARD_EDGE_TLS") != nullptr;
}

inline std::shared_ptr<const server::TlsContext> freshTls()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto pair = auth::makeCertificate({}, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    return server::TlsContext::make(pair.value()).value();
}

/// The bytes of a blocking socket, with TLS on it or without. Does not own the descriptor.
class Wire {
public:
    void begin(int fd, bool tls)
    {
        m_fd = fd;
        if (!tls)
            return;
        std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes with write()
        const timeval limit{3, 0};     // a record may come in parts
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        static SSL_CTX *const context = SSL_CTX_new(TLS_client_method());
        m_ssl.reset(SSL_new(context));
        SSL_set_mode(m_ssl.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        SSL_set_fd(m_ssl.get(), fd);
        SSL_connect(m_ssl.get());
    }
    std::int64_t send(std::string_view bytes) const
    {
        return m_ssl ? SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size()))
                     : ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// Gives up after a tenth of a second.
    std::int64_t sendNow(std::string_view bytes) const
    {
        const timeval soon{0, 100'000};
        ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &soon, sizeof soon);
        return send(bytes);
    }
    bool waitForBytes(int millis) const
    {
        pollfd one{m_fd, POLLIN, 0};
        return (m_ssl && SSL_pending(m_ssl.get()) > 0) || ::poll(&one, 1, millis) > 0;
    }
    std::int64_t receive(char *to, std::size_t room) const
    {
        if (!m_ssl)
            return ::recv(m_fd, to, room, 0);
        const int got = SSL_read(m_ssl.get(), to, static_cast<int>(room));
        const int why = got > 0 ? SSL_ERROR_NONE : SSL_get_error(m_ssl.get(), got);
        return why == SSL_ERROR_ZERO_RETURN ? 0 : got > 0 ? got : -1;
    }
    void halfClose() const
    {
        if (m_ssl)
            SSL_shutdown(m_ssl.get());
        ::shutdown(m_fd, SHUT_WR);
    }

private:
    struct Free {
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };
    int m_fd = -1;
    std::unique_ptr<SSL, Free> m_ssl{};
};

} // namespace edge_test
