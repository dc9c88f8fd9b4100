#include "server/server.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "server/port_holder.h"

namespace server {
namespace {

constexpr std::size_t kLeastHeld = std::size_t{64} << 20; ///< A worker must have room for the largest body.

int workerCount(int wanted)
{
    if (wanted > 0)
        return std::min(wanted, 64);
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 4);
}

std::string urlOf(const std::string &address, std::uint16_t port)
{
    const bool v6 = address.find(':') != std::string::npos;
    return "http://" + (v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

bool isOwn(const std::string &address)
{
    return isLoopback(address) || address == "localhost";
}

/// Another address of this machine is named by whoever typed it; its names are ours, too.
std::shared_ptr<const HostPolicy> policyFor(const admin::ListenPlace &place)
{
    std::vector<std::string> names;
    if (!isOwn(place.address))
        names.push_back(place.address);
    return std::make_shared<const HostPolicy>(place.port, names);
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

base::Result<> Server::listenAt(const admin::ListenPlace &place, admin::PortTrouble &trouble)
{
    const std::lock_guard moving(m_moving);
    if (m_shut)
        return base::fail(base::ErrorCode::Unavailable, "Switchyard is ending");
    const admin::ListenPlace before = wished();
    const bool same = place.port == before.port
                      && (place.address == before.address || (isOwn(place.address) && isOwn(before.address)));
    if (m_listener && same)
        return {};
    ListenOptions options;
    options.address = place.address;
    options.port = place.port;
    auto next = std::make_unique<Listener>(options, m_slots);
    const auto port = next->open();
    if (!port) {
        trouble = troubleAt(place, port.error());
        const std::lock_guard lock(m_mutex);
        if (!m_listener) {
            m_wished = place;
            m_problem = trouble;
        }
        const bool taken = port.error().code == base::ErrorCode::Conflict;
        return base::fail(port.error().code, trouble.message, taken ? "port" : port.error().param);
    }
    const std::string shown = isOwn(place.address) && place.address != "127.0.0.1" ? "127.0.0.1" : place.address;
    const std::vector<std::string> addresses{urlOf(shown, *port)};
    if (auto told = m_events.moving(addresses); !told)
        return told;
    changeOver(std::move(next), {place.address, *port});
    {
        const std::lock_guard lock(m_mutex);
        m_addresses = addresses;
        m_wished = {place.address, *port};
        m_problem.reset();
    }
    m_events.moved();
    return {};
}

/// Who connects meanwhile waits in the new listener's queue.
void Server::changeOver(std::unique_ptr<Listener> next, const admin::ListenPlace &place)
{
    if (m_listener)
        m_listener->close();
    const auto policy = policyFor(place);
    std::vector<Listener::Sink> sinks;
    for (const auto &worker : m_workers) {
        worker->moveTo(policy);
        sinks.push_back([to = worker.get()](int fd, std::string peer, std::uint16_t peerPort) {
            to->adopt(fd, std::move(peer), peerPort);
        });
    }
    m_listener = std::move(next);
    m_listener->start(std::move(sinks));
}

int Server::openCalls() const
{
    int sum = 0;
    for (const auto &worker : m_workers)
        sum += worker->openCalls();
    return sum;
}

} // namespace server
