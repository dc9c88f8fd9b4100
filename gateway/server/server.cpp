#include "server/server.h"

#include <algorithm>
#include <thread>

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

} // namespace

base::Result<std::unique_ptr<Server>> Server::open(const ServerOptions &options, admin::Service &service,
                                                   ledger::Ledger &ledger, secrets::SecretStore &secrets,
                                                   const pricing::Catalogue &prices, const model::Digest &instanceToken)
{
    ListenOptions listen;
    listen.address = options.address;
    listen.port = options.port;
    auto listener = std::make_unique<Listener>(listen);
    const auto port = listener->open();
    if (!port)
        return base::fail(port.error());
    // Another address of this machine is named by whoever typed it; its names are ours, too.
    std::vector<std::string> names;
    if (!isLoopback(options.address) && options.address != "localhost")
        names.push_back(options.address);
    WorkerSetup setup{service,
                      ledger,
                      secrets,
                      prices,
                      CallerCheck(instanceToken),
                      std::make_shared<const HostPolicy>(*port, names),
                      listener->slots()};
    const int workers = workerCount(options.workers);
    setup.limits.held = std::max(setup.limits.held / static_cast<std::size_t>(workers), kLeastHeld);
    std::unique_ptr<Server> out(new Server(std::move(listener), std::move(setup)));
    const std::string shown =
        options.address == "localhost" || options.address == "::1" ? "127.0.0.1" : options.address;
    out->m_addresses.push_back(urlOf(shown, *port));
    std::vector<Listener::Sink> sinks;
    for (int i = workers; i > 0; --i) {
        Worker &worker = *out->m_workers.emplace_back(std::make_unique<Worker>(out->m_setup));
        worker.begin();
        sinks.push_back([&worker](int fd, std::string peer, std::uint16_t peerPort) {
            worker.adopt(fd, std::move(peer), peerPort);
        });
    }
    out->m_listener->start(std::move(sinks));
    return out;
}

Server::Server(std::unique_ptr<Listener> listener, WorkerSetup setup)
    : m_listener(std::move(listener)), m_slots(m_listener->slots()), m_setup(std::move(setup))
{
}

Server::~Server()
{
    close(std::chrono::milliseconds(0));
}

void Server::close(std::chrono::milliseconds drain)
{
    if (m_closed)
        return;
    m_closed = true;
    m_listener->close();
    for (const auto &worker : m_workers)
        worker->drain();
    const auto until = std::chrono::steady_clock::now() + drain;
    while (m_slots->open() > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    for (const auto &worker : m_workers)
        worker->cut();
}

int Server::openCalls() const
{
    int sum = 0;
    for (const auto &worker : m_workers)
        sum += worker->openCalls();
    return sum;
}

} // namespace server
