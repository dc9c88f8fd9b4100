#include "loopback.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

sockaddr_in socketAddress(const std::string &host, std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, host.c_str(), &address.sin_addr);
    return address;
}

Descriptor makeSocket()
{
    return Descriptor(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

} // namespace

Endpoint parseUrl(std::string_view url)
{
    constexpr std::string_view kScheme = "http://";
    Endpoint result;
    std::string_view rest = url.starts_with(kScheme) ? url.substr(kScheme.size()) : std::string_view{};
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    result.path = slash < rest.size() ? rest.substr(slash) : "/";
    rest = rest.substr(0, slash);
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    result.host = rest.substr(0, colon);
    const std::string_view port = rest.substr(std::min(colon + 1, rest.size()));
    in_addr parsed{};
    if (std::from_chars(port.data(), port.data() + port.size(), result.port).ec != std::errc{}
        || inet_pton(AF_INET, result.host.c_str(), &parsed) != 1) {
        std::fprintf(stderr, "not http://A.B.C.D:PORT/path: %.*s\n", static_cast<int>(url.size()), url.data());
        std::exit(2);
    }
    return result;
}

std::int64_t steadyNanos()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * kNanosPerSecond + now.tv_nsec;
}

void Descriptor::reset()
{
    if (m_fd >= 0)
        close(m_fd);
    m_fd = -1;
}

Descriptor connectTo(const Endpoint &endpoint)
{
    Descriptor result = makeSocket();
    if (!result)
        return result;
    disableNagle(result.get());
    const sockaddr_in address = socketAddress(endpoint.host, endpoint.port);
    const int status = connect(result.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    if (status != 0 && errno != EINPROGRESS)
        result.reset();
    return result;
}

int connectError(const Descriptor &socket)
{
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

Descriptor listenOn(std::uint16_t port)
{
    Descriptor result = makeSocket();
    if (!result)
        return result;
    const int on = 1;
    setsockopt(result.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = socketAddress("127.0.0.1", port);
    if (bind(result.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || listen(result.get(), 4096) != 0)
        result.reset();
    return result;
}

std::uint16_t localPort(const Descriptor &socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(socket.get(), reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

void disableNagle(int fd)
{
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Poller::Poller() : m_epoll(epoll_create1(EPOLL_CLOEXEC)) {}

void Poller::add(int fd, std::uint32_t events, void *owner) const
{
    epoll_event event{.events = events, .data = {.ptr = owner}};
    epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
}

void Poller::change(int fd, std::uint32_t events, void *owner) const
{
    epoll_event event{.events = events, .data = {.ptr = owner}};
    epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

int Poller::wait(epoll_event *events, int capacity, std::int64_t deadlineNanos) const
{
    if (deadlineNanos < 0)
        return std::max(0, epoll_wait(m_epoll.get(), events, capacity, -1));
    const std::int64_t left = std::max<std::int64_t>(0, deadlineNanos - steadyNanos());
    const timespec timeout{.tv_sec = left / kNanosPerSecond, .tv_nsec = left % kNanosPerSecond};
    return std::max(0, epoll_pwait2(m_epoll.get(), events, capacity, &timeout, nullptr));
}

void tuneProcess()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
}

} // namespace bench
