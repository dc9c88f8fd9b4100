#include "server/listener.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include <QLoggingCategory>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/own_addresses.h"

namespace server {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.server")

constexpr int kBacklog = 4096;
constexpr int kBatch = 64; ///< Accepted from one socket before the other has its turn.
constexpr int kPauseMillis = 100;
constexpr int kPortAttempts = 20;
constexpr std::size_t kReserved = 128; ///< Descriptors for the stores, the event loops and the window.
constexpr auto kSaidAgainAfter = std::chrono::minutes(1);
constexpr const char *kLocal4 = "127.0.0.1";
constexpr const char *kLocal6 = "::1";

/// What is listened on for one address, and which of it may be missing on this machine.
struct Places {
    std::vector<std::string> all{};
    std::string optional{};
};

Places placesOf(const std::string &address)
{
    if (isAnyAddress(address))
        return {{"0.0.0.0", "::"}, "::"};
    if (address == "localhost" || isLoopback(address))
        return {{kLocal4, kLocal6}, kLocal6};
    return {{address, kLocal4, kLocal6}, kLocal6};
}

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

std::optional<Address> parseAddress(const std::string &text, std::uint16_t port)
{
    Address out;
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
        std::memcpy(&out.storage, &v4, sizeof v4);
        out.size = sizeof v4;
    } else if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
        std::memcpy(&out.storage, &v6, sizeof v6);
        out.size = sizeof v6;
    } else {
        return std::nullopt;
    }
    return out;
}

std::pair<std::string, std::uint16_t> describe(const sockaddr_storage &from)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (from.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &from, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return {text.data(), ntohs(v4.sin_port)};
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &from, sizeof v6);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    return {text.data(), ntohs(v6.sin6_port)};
}

std::uint16_t boundPort(int fd)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    return describe(address).second;
}

base::ErrorCode codeOf(int error)
{
    return error == EADDRINUSE ? base::ErrorCode::Conflict : base::ErrorCode::Unavailable;
}

std::string explain(const std::string &address, std::uint16_t port, int error)
{
    const std::string place =
        (address.find(':') == std::string::npos ? address : "[" + address + "]") + ":" + std::to_string(port);
    if (error == EADDRINUSE)
        return place + " is already in use by another program; stop it or choose another port";
    if (error == EACCES)
        return "no permission to listen on " + place + "; choose a port above 1023";
    return "cannot listen on " + place + ": " + std::strerror(error);
}

} // namespace

std::size_t raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    const rlim_t before = std::exchange(limit.rlim_cur, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        limit.rlim_cur = before;
    return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t connectionsFor(std::size_t descriptors)
{
    const std::size_t reserved = std::min(kReserved, descriptors * 3 / 4);
    return std::max<std::size_t>(1, (descriptors - reserved) / 2);
}

Listener::Listener(ListenOptions options, std::shared_ptr<ConnectionSlots> slots)
    : m_options(std::move(options)), m_slots(std::move(slots))
{
    if (m_slots)
        return;
    m_options.caps.total = std::min(m_options.caps.total, connectionsFor(raiseDescriptorLimit()));
    m_slots = std::make_shared<ConnectionSlots>(m_options.caps);
}

Listener::~Listener()
{
    close();
}

base::Result<std::uint16_t> Listener::open(const Listener *before)
{
    for (int attempt = 1;; ++attempt) {
        const auto opened = openAll(before);
        if (opened)
            return m_port = boundPort(m_sockets.front());
        closeSockets();
        const bool clash = m_options.port == 0 && opened.error().code == base::ErrorCode::Conflict;
        if (!clash || attempt == kPortAttempts)
            return base::fail(opened.error());
    }
}

/// A machine without IPv6 serves IPv4 alone. One where ::1 is taken serves neither: `localhost` may mean either.
base::Result<> Listener::openAll(const Listener *before)
{
    const Places places = placesOf(m_options.address);
    std::uint16_t port = m_options.port;
    for (const std::string &address : places.all) {
        const auto fd = listenOn(address, port, before);
        if (fd) {
            m_sockets.push_back(*fd);
            port = boundPort(*fd);
        } else if (address != places.optional || fd.error().code == base::ErrorCode::Conflict) {
            return base::fail(fd.error());
        }
    }
    return {};
}

/// For a moment two of ours may have the port: one for an address, one for all. To others it stays taken throughout.
void Listener::allowSharing(bool allowed) const
{
    const int value = allowed ? 1 : 0;
    for (const int fd : m_sockets)
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &value, sizeof value);
}

/// A further descriptor of the socket that is bound there, with all that waits in its queue; -1: there is none.
int Listener::socketAt(const sockaddr_storage &address) const
{
    for (const int fd : m_sockets) {
        sockaddr_storage bound{};
        socklen_t size = sizeof bound;
        if (::getsockname(fd, reinterpret_cast<sockaddr *>(&bound), &size) == 0 && describe(bound) == describe(address))
            return ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    }
    return -1;
}

base::Result<int> Listener::listenOn(const std::string &address, std::uint16_t port, const Listener *before)
{
    const auto where = parseAddress(address, port);
    if (!where)
        return base::fail(base::ErrorCode::BadRequest, "'" + address + "' is not a numeric address to listen on",
                          "listen");
    const bool shared = before != nullptr && before->sharesPort(port);
    if (const int fd = shared ? before->socketAt(where->storage) : -1; fd >= 0)
        return fd;
    const int family = where->storage.ss_family;
    const int fd = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return base::fail(codeOf(errno), explain(address, port, errno));
    const int one = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one); // for ports in TIME_WAIT; not shared with a listener
    if (family == AF_INET6)
        ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one);
    if (shared) {
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
        before->allowSharing(true);
    }
    const bool listening = ::bind(fd, reinterpret_cast<const sockaddr *>(&where->storage), where->size) == 0
                           && ::listen(fd, kBacklog) == 0;
    const int error = errno;
    if (shared) {
        const int none = 0;
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &none, sizeof none);
        before->allowSharing(false);
    }
    if (listening)
        return fd;
    ::close(fd);
    return base::fail(codeOf(error), explain(address, port, error));
}

void Listener::start(std::vector<Sink> sinks)
{
    m_sinks = std::move(sinks);
    m_stopFd = ::eventfd(0, EFD_CLOEXEC);
    m_thread = std::thread([this] { run(); });
}

void Listener::close()
{
    if (m_thread.joinable()) {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto size = ::write(m_stopFd, &one, sizeof one);
        m_thread.join();
        ::close(std::exchange(m_stopFd, -1));
    }
    closeSockets();
    m_sinks.clear();
}

void Listener::closeSockets()
{
    for (const int fd : std::exchange(m_sockets, {}))
        ::close(fd);
}

void Listener::run()
{
    std::vector<pollfd> watched{{m_stopFd, POLLIN, 0}};
    for (const int fd : m_sockets)
        watched.push_back({fd, POLLIN, 0});
    bool paused = false;
    for (;;) {
        // While paused only the stop is watched: a listening socket stays ready, and asking it again would spin.
        const nfds_t count = paused ? 1 : watched.size();
        const int ready = ::poll(watched.data(), count, paused ? kPauseMillis : -1);
        if (ready > 0 && (watched.front().revents & POLLIN))
            return;
        if (std::exchange(paused, false) || ready <= 0)
            continue;
        for (std::size_t i = 1; i < watched.size(); ++i)
            if (watched[i].revents != 0 && !acceptFrom(watched[i].fd))
                paused = true;
    }
}

/// False when this process or the machine is out of descriptors or memory.
bool Listener::acceptFrom(int fd)
{
    for (int i = 0; i < kBatch; ++i) {
        sockaddr_storage from{};
        socklen_t size = sizeof from;
        const int client = ::accept4(fd, reinterpret_cast<sockaddr *>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client < 0) {
            const bool exhausted = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
            if (exhausted)
                sayExhausted();
            return !exhausted;
        }
        auto [peer, port] = describe(from);
        if (m_slots->take(peer))
            deal(client, std::move(peer), port);
        else
            ::close(client);
    }
    return true;
}

/// Now and then: it comes ten times a second for as long as the shortage lasts.
void Listener::sayExhausted()
{
    const auto now = std::chrono::steady_clock::now();
    if (m_saidAt && now - *m_saidAt < kSaidAgainAfter)
        return;
    m_saidAt = now;
    qCWarning(ownLog, "no descriptor left for a new connection: accepting pauses");
}

void Listener::deal(int fd, std::string peer, std::uint16_t peerPort)
{
    m_sinks[m_next](fd, std::move(peer), peerPort);
    m_next = (m_next + 1) % m_sinks.size();
}

} // namespace server
