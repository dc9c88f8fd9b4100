#include "gateway.h"

#include <optional>

#include <QEventLoop>

#include "gateway_parts.h"
#include "storage/listen_wish.h"
#include "waiting_call.h"

namespace gateway {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstKeysWait = 1s; // the first calls find their keys; a keychain that is slower than that comes later
constexpr auto kLastKeysWait = 6s;  // longer than the keychain's own limit

void noteListening(logs::Log &log, const base::Result<> &listening, const std::vector<std::string> &addresses)
{
    if (listening)
        log.write({.category = "gateway",
                   .message = "listening",
                   .fields = {{"addresses", addresses}, {"version", SWITCHYARD_VERSION}}});
    else
        log.write({.level = logs::Level::Error, .category = "gateway", .message = base::describe(listening.error())});
}

} // namespace

Gateway::Gateway(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Gateway::~Gateway()
{
    stopListening(std::chrono::milliseconds(0));
    m_parts->folded.hush();
}

base::Result<std::unique_ptr<Gateway>> Gateway::open(const std::filesystem::path &dataDirectory,
                                                     std::shared_ptr<logs::Log> log)
{
    auto lock = InstanceLock::take(dataDirectory);
    if (!lock)
        return base::fail(lock.error());
    if (!log)
        log = std::make_shared<logs::Log>();
    log->keepIn(dataDirectory / "logs"); // what goes wrong below is in it, too
    auto parts = std::make_unique<Parts>(dataDirectory, std::move(*lock));
    for (const auto step : {&Parts::openStores, &Parts::openPrices, &Parts::openLedger})
        if (auto opened = ((*parts).*step)(); !opened)
            return base::fail(std::move(opened.error()));
    if (auto opened = parts->openBackstage(log); !opened)
        return base::fail(std::move(opened.error()));
    if (auto opened = parts->openService(); !opened)
        return base::fail(std::move(opened.error()));
    parts->openWatch(*log);
    return std::unique_ptr<Gateway>(new Gateway(std::move(parts)));
}

void Gateway::printWith(std::function<base::Result<std::string>(const base::Json &report)> print)
{
    m_parts->backstage->print = std::move(print);
}

base::Result<> Gateway::listen(const server::ServerOptions &options)
{
    m_parts->keychain->settle(kFirstKeysWait);
    const auto wish = m_parts->writer.runAndWait<storage::ListenWish>(storage::loadListenWish);
    if (!wish)
        return base::fail(wish.error());
    admin::ListenPlace place;
    place.address = options.address.value_or(wish->address.empty() ? place.address : wish->address);
    place.port = options.port.value_or(wish->port == 0 ? place.port : wish->port);
    place.tls = options.tls.value_or(wish->tls);
    place.plainOutside = options.plainOutside.value_or(wish->plainOutside);
    if (!m_parts->server)
        m_parts->server = m_parts->makeServer(options.workers);
    auto door = auth::Door::make(m_parts->backstage->network());
    if (!door)
        return base::fail(door.error(), "reading the network settings");
    m_parts->server->lay(std::make_shared<const auth::Door>(std::move(*door)));
    m_parts->backstage->setListener(m_parts->server.get());
    m_parts->startChecks();
    admin::PortTrouble trouble;
    const auto listening = m_parts->server->listenAt(place, trouble);
    noteListening(*m_parts->backstage->log, listening, addresses());
    return listening;
}

std::optional<admin::PortTrouble> Gateway::listenTrouble() const
{
    return m_parts->server ? m_parts->server->problem() : std::nullopt;
}

void Gateway::stopAccepting()
{
    if (m_parts->server)
        m_parts->server->stopAccepting();
}

void Gateway::restoreEnvironment()
{
    m_parts->secrets.restoreEnvironment();
}

void Gateway::stopListening(std::chrono::milliseconds drain)
{
    if (!m_parts->server)
        return;
    m_parts->server->stopAccepting(); // from here on nothing moves any more
    m_parts->healthChecks.reset();
    m_parts->probes.reset();
    m_parts->proxyChecks.reset();
    m_parts->instanceFile.reset();
    m_parts->backstage->setListener(nullptr);
    m_parts->keychain->abandon();
    m_parts->server->close(drain);
    m_parts->keychain->abandon(); // what came in meanwhile
    m_parts->service->settle();   // answers still on their way to a worker arrive before it ends
    m_parts->server.reset();
    m_parts->backstage->log->write({.category = "gateway", .message = "stopped listening"});
    m_parts->client->announceEndpoint();
}

std::vector<std::string> Gateway::addresses() const
{
    return m_parts->server ? m_parts->server->addresses() : std::vector<std::string>();
}

admin::AdminClient &Gateway::client()
{
    return *m_parts->client;
}

base::Result<base::Json> Gateway::call(admin::AdminCall call)
{
    auto request = admin::toRequest(std::move(call), {{}, "command line", model::Role::SuperAdmin});
    if (!request)
        return base::fail(request.error());
    request->entrance.within = "command_line";
    m_parts->keychain->settle(kFirstKeysWait);
    // The keychain needs this thread's event loop, so it must not just wait.
    QEventLoop loop;
    const auto waiting = std::make_shared<Waiting>(&loop);
    m_parts->service->call(std::move(*request),
                           [waiting](base::Result<admin::Answer> answer) { waiting->take(std::move(answer)); });
    loop.exec();
    auto answer = waiting->leave();
    m_parts->keychain->settle(kLastKeysWait); // what is to be removed from it
    if (!answer)
        return base::fail(base::ErrorCode::Cancelled, "Switchyard was told to end before this was answered");
    if (!*answer)
        return base::fail(answer->error());
    return std::move((*answer)->body);
}

} // namespace gateway
