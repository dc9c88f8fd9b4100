#include "upstream/plain_connections.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include "base/clock.h"
#include "upstream/plain_call.h"

namespace upstream {
namespace {

constexpr std::size_t kWarmConnections = 512;
constexpr std::int64_t kLongestIdle = 110'000'000'000; ///< Unit: nanoseconds. libcurl's is 118 s.
/// After so long the far end may have closed what the loop has not heard of yet.
constexpr std::int64_t kSurelyOpen = 200'000'000;

bool stillOpen(int fd)
{
    char byte = 0;
    return ::recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace

PlainConnection::~PlainConnection()
{
    owner.reactor().unwatch(fd);
    ::close(fd);
}

void PlainConnection::onReady(std::uint32_t events)
{
    if (call != nullptr)
        call->onReady(events); // may destroy this
    else
        owner.drop(*this);
}

std::unique_ptr<PlainConnection> PlainConnections::take(const PlainPlace &place, PlainCall &call)
{
    if (const auto kept = m_idle.find(place.host); kept != m_idle.end()) {
        const std::int64_t now = base::systemClock().steadyNanos();
        while (!kept->second.empty()) {
            auto connection = std::move(kept->second.back()); // the one that was used last
            kept->second.pop_back();
            --m_count;
            const std::int64_t idle = now - connection->idleSince;
            if (idle > kLongestIdle || (idle > kSurelyOpen && !stillOpen(connection->fd)))
                continue;
            connection->call = &call;
            return connection;
        }
    }
    auto made = open(place);
    if (made)
        made->call = &call;
    return made;
}

std::unique_ptr<PlainConnection> PlainConnections::open(const PlainPlace &place)
{
    const int fd = ::socket(place.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
    if (fd < 0)
        return nullptr;
    auto out = std::make_unique<PlainConnection>(*this, fd);
    out->place = place.host;
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&place.address), place.addressSize) == 0
        || errno == EINPROGRESS)
        return out;
    return nullptr;
}

void PlainConnections::giveBack(std::unique_ptr<PlainConnection> connection)
{
    if (m_count >= kWarmConnections)
        return;
    connection->call = nullptr;
    connection->used = true;
    connection->idleSince = base::systemClock().steadyNanos();
    m_reactor.watch(connection->fd, base::Reactor::Read | base::Reactor::HangUp,
                    connection.get()); // whatever comes now
    auto &kept = m_idle[connection->place];
    kept.push_back(std::move(connection));
    ++m_count;
}

void PlainConnections::drop(const PlainConnection &connection)
{
    const auto kept = m_idle.find(connection.place);
    if (kept == m_idle.end())
        return;
    m_count -= std::erase_if(kept->second, [&](const auto &one) { return one.get() == &connection; });
}

} // namespace upstream
