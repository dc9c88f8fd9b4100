#include "server/server.h"

#include <algorithm>
#include <condition_variable>
#include <thread>
#include <utility>

#include "base/clock.h"
#include "server/own_addresses.h"
#include "server/port_holder.h"

namespace server {
namespace {

constexpr std::chrono::milliseconds kLongestMeeting(100);
constexpr std::size_t kLeastHeld = std::size_t{64} << 20; ///< A worker must have room for the largest body.

int workerCount(int wanted)
{
    if (wanted > 0)
        return std::min(wanted, 64);
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 4);
}

bool isOwn(const std::string &address)
{
    return isLoopback(address) || address == "localhost";
}

/// Another address of this machine is named by whoever typed it; its names are ours, too.
HostPolicy policyFor(const admin::ListenPlace &place)
{
    const auto scheme = place.tls ? HostPolicy::Scheme::Https : HostPolicy::Scheme::Http;
    if (isAnyAddress(place.address))
        return HostPolicy::anyAddress(place.port, scheme);
    if (isOwn(place.address))
        return HostPolicy(place.port, {}, scheme);
    return HostPolicy(place.port, {inUrl(place.address)}, scheme);
}

/// What is known of a place that could not be had.
admin::PortTrouble troubleAt(const admin::ListenPlace &place, const base::Error &error)
{
    admin::PortTrouble out{.code = "cannot_listen", .message = error.detail, .port = place.port};
    if (error.code != base::ErrorCode::Conflict)
        return out;
    out.code = "port_in_use";
    out.suggestion = freePortAbove(place.port);
    const std::string port = std::to_string(place.port);
    if (const auto holder = holderOf(place.port)) {
        out.holderPid = holder->pid;
        out.holderName = holder->name;
        out.message = "port " + port + " is used by " + holder->name + " (pid " + std::to_string(holder->pid) + ")";
    } else {
        out.message = "port " + port + " is used by another program";
    }
    if (out.suggestion != 0)
        out.message += "; " + std::to_string(out.suggestion) + " is free";
    return out;
}

} // namespace

Server::Server(int workers, WorkerSetup setup, ServerEvents events)
    : m_setup(std::move(setup)), m_slots(m_setup.slots), m_events(std::move(events))
{
    const int count = workerCount(workers);
    m_setup.limits.held = std::max(m_setup.limits.held / static_cast<std::size_t>(count), kLeastHeld);
    for (int i = count; i > 0; --i)
        m_workers.emplace_back(std::make_unique<Worker>(m_setup))->begin();
}

Server::~Server()
{
    close(std::chrono::milliseconds(0));
}

void Server::stopAccepting()
{
    {
        const std::lock_guard moving(m_moving);
        m_shut = true;
        if (m_listener)
            m_listener->close();
        const std::lock_guard lock(m_mutex);
        m_addresses.clear();
    }
    for (const auto &worker : m_workers)
        worker->drain();
}

void Server::close(std::chrono::milliseconds drain)
{
    if (m_closed)
        return;
    m_closed = true;
    stopAccepting();
    const auto until = std::chrono::steady_clock::now() + drain;
    while (m_slots->open() > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    for (const auto &worker : m_workers)
        worker->cut();
}

std::vector<std::string> Server::addresses() const
{
    const std::lock_guard lock(m_mutex);
    return m_addresses;
}

admin::ListenPlace Server::wished() const
{
    const std::lock_guard lock(m_mutex);
    return m_wished;
}

std::optional<admin::PortTrouble> Server::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

std::optional<auth::CertificateFacts> Server::certificate() const
{
    const std::lock_guard lock(m_mutex);
    return m_entrance.tls ? std::optional(m_entrance.tls->facts()) : std::nullopt;
}

void Server::lay(std::shared_ptr<const auth::Door> rules)
{
    for (const auto &worker : m_workers)
        worker->lay(rules);
}

/// Errors: Unprocessable, Storage: what cannot be shown to anybody is no place to listen.
base::Result<Entrance> Server::entranceTo(const admin::ListenPlace &place) const
{
    Entrance out{.hosts = std::make_shared<const HostPolicy>(policyFor(place)), .plainAtHome = !isOwn(place.address)};
    if (!place.tls)
        return out;
    auto pair = m_events.certificate(namesToCertify(place.address));
    if (!pair)
        return base::fail(std::move(pair.error()));
    auto tls = TlsContext::make(*pair);
    if (!tls)
        return base::fail(std::move(tls.error()));
    out.tls = std::move(*tls);
    return out;
}

base::Result<std::unique_ptr<Listener>> Server::bindTo(const admin::ListenPlace &place, admin::PortTrouble &trouble)
{
    ListenOptions options;
    options.address = place.address;
    options.port = place.port;
    auto next = std::make_unique<Listener>(options, m_slots);
    const auto port = next->open(m_listener.get());
    if (port)
        return next;
    trouble = troubleAt(place, port.error());
    const std::lock_guard lock(m_mutex);
    if (!m_listener) {
        m_wished = place;
        m_problem = trouble;
    }
    const bool taken = port.error().code == base::ErrorCode::Conflict;
    return base::fail(port.error().code, trouble.message, taken ? "port" : port.error().param);
}

base::Result<> Server::listenAt(const admin::ListenPlace &place, admin::PortTrouble &trouble)
{
    const std::lock_guard moving(m_moving);
    if (m_shut)
        return base::fail(base::ErrorCode::Unavailable, "Switchyard is ending");
    if (!isOwn(place.address) && !place.tls && !place.plainOutside)
        return base::fail(base::ErrorCode::Unprocessable,
                          "plain HTTP at " + place.address
                              + " would let everybody between read keys and calls; turn on TLS (--tls), or insist on "
                                "plain HTTP (--plain-http)",
                          "address");
    const admin::ListenPlace before = wished();
    const bool same = m_listener && place.port == before.port
                      && (place.address == before.address || (isOwn(place.address) && isOwn(before.address)));
    if (same && place.tls == before.tls)
        return place.tls ? renewCertificate(moving) : base::Result<>();
    admin::ListenPlace there = place;
    std::unique_ptr<Listener> next;
    if (!same) {
        auto bound = bindTo(place, trouble);
        if (!bound)
            return base::fail(std::move(bound.error()));
        next = std::move(*bound);
        there.port = next->port();
    }
    const auto entrance = entranceTo(there);
    if (!entrance)
        return base::fail(entrance.error());
    if (auto told = tell(there, *entrance); !told)
        return told;
    changeOver(std::move(next), *entrance);
    m_events.moved();
    return {};
}

/// Where it is shown to be: what a program of this computer is to use comes first.
base::Result<> Server::tell(const admin::ListenPlace &place, const Entrance &entrance)
{
    const std::vector<std::string> addresses = urlsOf(place);
    const bool secure = addresses.front().starts_with("https:");
    if (auto told = m_events.moving(addresses, secure ? entrance.tls->facts().pin : std::string()); !told)
        return told;
    const std::lock_guard lock(m_mutex);
    m_addresses = addresses;
    m_wished = place;
    m_entrance = entrance;
    m_problem.reset();
    return {};
}

base::Result<> Server::renewCertificate()
{
    const std::lock_guard moving(m_moving);
    return renewCertificate(moving);
}

base::Result<> Server::renewCertificate(const std::lock_guard<std::mutex> &)
{
    const admin::ListenPlace place = wished();
    const auto entrance = entranceTo(place);
    if (!entrance)
        return base::fail(entrance.error());
    if (!entrance->tls)
        return {};
    if (auto told = tell(place, *entrance); !told)
        return told;
    for (const auto &worker : m_workers)
        worker->renew(*entrance);
    return {};
}

/// Who connects meanwhile waits in the new listener's queue. None: it is only come in to otherwise from now on.
void Server::changeOver(std::unique_ptr<Listener> next, const Entrance &entrance)
{
    if (m_listener && next)
        m_listener->close();
    std::vector<Listener::Sink> sinks;
    for (const auto &worker : m_workers) {
        worker->moveTo(entrance);
        sinks.push_back([to = worker.get()](int fd, std::string peer, std::uint16_t peerPort) {
            to->adopt(fd, std::move(peer), peerPort);
        });
    }
    if (!next)
        return;
    m_listener = std::move(next);
    m_listener->start(std::move(sinks));
}

std::vector<std::int64_t> Server::loopLags() const
{
    struct Meeting {
        explicit Meeting(std::size_t workers) : lags(workers, -1) {}
        std::mutex mutex{};
        std::condition_variable came{};
        std::vector<std::int64_t> lags; // by mutex
    };
    const auto meeting = std::make_shared<Meeting>(m_workers.size());
    const std::int64_t begun = base::systemClock().steadyNanos();
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        m_workers[i]->summon([meeting, i, begun] {
            const std::lock_guard lock(meeting->mutex);
            meeting->lags[i] = base::systemClock().steadyNanos() - begun;
            meeting->came.notify_one();
        });
    std::unique_lock lock(meeting->mutex);
    meeting->came.wait_for(lock, kLongestMeeting,
                           [&] { return std::ranges::find(meeting->lags, -1) == meeting->lags.end(); });
    std::vector<std::int64_t> out = meeting->lags;
    std::ranges::replace(out, -1, base::systemClock().steadyNanos() - begun);
    return out;
}

int Server::openCalls() const
{
    int sum = 0;
    for (const auto &worker : m_workers)
        sum += worker->openCalls();
    return sum;
}

} // namespace server
