#include "server/client_socket.h"

#include <cerrno>
#include <utility>

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace server {

ClientSocket::ClientSocket(int fd) : m_fd(fd)
{
    const int one = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

ClientSocket::~ClientSocket()
{
    close(false);
}

std::int64_t ClientSocket::receive(char *to, std::size_t room) const
{
    return ::recv(m_fd, to, room, MSG_DONTWAIT);
}

bool ClientSocket::nothingYet(std::int64_t result)
{
    return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

std::size_t ClientSocket::untaken() const
{
    int bytes = 0;
    return ::ioctl(m_fd, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

void ClientSocket::endWriting() const
{
    ::shutdown(m_fd, SHUT_WR);
}

void ClientSocket::close(bool reset)
{
    if (m_fd < 0)
        return;
    if (reset) {
        const struct linger hard{1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
    ::close(std::exchange(m_fd, -1));
}

} // namespace server
