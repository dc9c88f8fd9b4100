#include "server/client_socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "server/tls_hello.h"

namespace server {
namespace {

constexpr int kSendFlags = MSG_NOSIGNAL | MSG_DONTWAIT;

std::int64_t judge(std::int64_t result)
{
    if (result >= 0)
        return result;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? kNothing : kBroken;
}

} // namespace

ClientSocket::ClientSocket(int fd, const TlsContext *tls) : m_fd(fd)
{
    const int one = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (tls != nullptr)
        m_tls = std::make_unique<TlsSession>(*tls, fd);
}

ClientSocket::~ClientSocket()
{
    close(false);
}

std::int64_t ClientSocket::receive(char *to, std::size_t room)
{
    if (!m_tls)
        return judge(::recv(m_fd, to, room, MSG_DONTWAIT));
    if (m_fresh)
        if (const std::int64_t first = peekHello(); first <= 0)
            return first;
    return m_tls->receive(to, room);
}

/// Who speaks plain HTTP to us shall be told so in plain HTTP: OpenSSL would say something it cannot read.
std::int64_t ClientSocket::peekHello()
{
    char first = 0;
    const std::int64_t got = judge(::recv(m_fd, &first, 1, MSG_DONTWAIT | MSG_PEEK));
    if (got <= 0)
        return got;
    m_fresh = false;
    if (first == kTlsHandshake)
        return got;
    m_tls.reset();
    return kPlainText;
}

std::int64_t ClientSocket::send(std::string_view bytes)
{
    if (m_tls)
        return m_tls->send(bytes);
    const std::int64_t sent = judge(::send(m_fd, bytes.data(), bytes.size(), kSendFlags));
    m_sent += sent > 0 ? static_cast<std::uint64_t>(sent) : 0;
    return sent;
}

std::int64_t ClientSocket::send(std::initializer_list<std::string_view> pieces, std::size_t most)
{
    std::array<iovec, kMaxPieces> parts{};
    std::size_t count = 0;
    for (const std::string_view piece : pieces) {
        const std::size_t size = std::min(piece.size(), most);
        parts[count++] = {const_cast<char *>(piece.data()), size};
        most -= size;
    }
    if (count == 1)
        return send({static_cast<const char *>(parts[0].iov_base), parts[0].iov_len});
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const std::int64_t sent = judge(::sendmsg(m_fd, &message, kSendFlags));
    m_sent += sent > 0 ? static_cast<std::uint64_t>(sent) : 0;
    return sent;
}

std::uint64_t ClientSocket::taken() const
{
    int waiting = 0;
    const bool known = ::ioctl(m_fd, SIOCOUTQ, &waiting) == 0 && waiting > 0;
    return (m_tls ? m_tls->wireBytes() : m_sent) - (known ? static_cast<std::uint64_t>(waiting) : 0);
}

std::string ClientSocket::localHost() const
{
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::getsockname(m_fd, reinterpret_cast<sockaddr *>(&own), &size) != 0)
        return {};
    if (own.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &own, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return std::string(text.data()) + ":" + std::to_string(ntohs(v4.sin_port));
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &own, sizeof v6);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    return "[" + std::string(text.data()) + "]:" + std::to_string(ntohs(v6.sin6_port));
}

void ClientSocket::endWriting()
{
    if (m_tls)
        m_tls->end();
    ::shutdown(m_fd, SHUT_WR);
}

void ClientSocket::close(bool reset)
{
    if (m_fd < 0)
        return;
    if (reset) {
        const struct linger hard{1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    } else if (m_tls) {
        m_tls->end();
    }
    m_tls.reset();
    ::close(std::exchange(m_fd, -1));
}

} // namespace server
