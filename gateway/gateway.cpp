#include "gateway.h"

#include <map>
#include <mutex>
#include <optional>

#include <QEventLoop>

#include "access/client_key.h"
#include "admin/backstage.h"
#include "admin/certificate_source.h"
#include "admin/kept_hits.h"
#include "admin/price_list.h"
#include "base/id.h"
#include "call_retention.h"
#include "call_warnings.h"
#include "instance_file.h"
#include "jobs/alerts/alert_watch.h"
#include "jobs/body_desk.h"
#include "jobs/folded_calls.h"
#include "jobs/health_checks.h"
#include "jobs/probes/model_probes.h"
#include "jobs/proxy_check.h"
#include "kept_cooldowns.h"
#include "kept_outages.h"
#include "keychain_entries.h"
#include "ledger/ledger.h"
#include "log_ties.h"
#include "price_list.h"
#include "pricing/cost.h"
#include "routing/health.h"
#include "routing/targets.h"
#include "secrets/system_keychain.h"
#include "storage/listen_wish.h"
#include "storage/plans.h"
#include "storage/providers.h"
#include "storage/request_blocks.h"
#include "storage/sqlite_error.h"
#include "token_tables.h"

namespace gateway {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstKeysWait = 1s; // the first calls find their keys; a keychain that is slower than that comes later
constexpr auto kLastKeysWait = 6s;  // longer than the keychain's own limit
constexpr auto kSummaries = 2s;
constexpr int kBlocksAtOnce = 8; // some milliseconds

/// What fails is tried again: until then a search looks at more rows.
storage::NextTurn summariseSome(storage::Database &db)
{
    const auto done = storage::summariseCalls(db, kBlocksAtOnce);
    return done && *done == kBlocksAtOnce ? storage::NextTurn::Now : storage::NextTurn::AtInterval;
}

/// A new data directory can answer its first call: the sandbox is there.
base::Result<> seed(storage::Database &db)
{
    auto plan = storage::loadPlan(db);
    if (!plan || plan->version > 0)
        return plan ? base::Result<>() : base::Result<>(base::fail(plan.error()));
    const std::int64_t now = base::systemClock().wallMillis();
    const model::Provider sandbox{.id = base::makeId("prov_", now),
                                  .name = std::string(routing::kSandboxType),
                                  .type = std::string(routing::kSandboxType),
                                  .anyModel = true,
                                  .createdMs = now};
    if (auto done = storage::insertProvider(db, sandbox); !done)
        return done;
    plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    const auto recorded = storage::recordPlan(db, *plan, "first start", now);
    return recorded ? base::Result<>() : base::Result<>(base::fail(recorded.error()));
}

/// Only what is damaged is called so: nobody is to move away a good file because the disk cannot be written to.
base::Error unusableConfig(const std::filesystem::path &directory, base::Error why)
{
    const std::string file = (directory / "config.db").string();
    if (storage::isDamage(why) || storage::isForeignSchema(why))
        why.detail = file
                     + " is damaged and was left as it is: put a backup in its place, or move it away to begin with "
                       "nothing configured; "
                     + why.detail;
    else if (why.code == base::ErrorCode::Storage || why.code == base::ErrorCode::Unavailable)
        why.detail = file + " cannot be used at the moment and was left as it is: " + why.detail;
    why.during.emplace_back("preparing the data directory");
    return why;
}

using ProviderTypes = std::map<std::string, std::string>; // by id

base::Result<ProviderTypes> providerTypes(storage::Database &db)
{
    const auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    ProviderTypes out;
    for (const model::Provider &provider : plan->providers)
        out.emplace(provider.id, provider.type);
    return out;
}

ledger::PriceAttempt pricer(std::shared_ptr<const pricing::Catalogue> prices, ProviderTypes types)
{
    return [prices = std::move(prices), types = std::move(types)](model::AttemptRecord &attempt) {
        const auto type = types.find(attempt.providerId); // a provider that was removed has none any more
        const std::string_view known = type == types.end() ? std::string_view() : type->second;
        const pricing::Cost cost =
            pricing::costOf(attempt.usage, prices->find({attempt.providerId, known, attempt.model}, attempt.startedMs));
        attempt.cost = cost.amount;
        attempt.confidence = cost.confidence;
    };
}

void noteListening(logs::Log &log, const base::Result<> &listening, const std::vector<std::string> &addresses)
{
    if (listening)
        log.write({.category = "gateway",
                   .message = "listening",
                   .fields = {{"addresses", addresses}, {"version", SWITCHYARD_VERSION}}});
    else
        log.write({.level = logs::Level::Error, .category = "gateway", .message = base::describe(listening.error())});
}

/// One who waits in an event loop, and may be gone before the answer comes. Thread: any.
class Waiting {
public:
    explicit Waiting(QEventLoop *loop) : m_loop(loop) {}
    void take(base::Result<admin::Answer> answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = std::move(answer);
        if (m_loop != nullptr)
            QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection); // it may not have begun
    }
    std::optional<base::Result<admin::Answer>> leave()
    {
        const std::lock_guard lock(m_mutex);
        m_loop = nullptr;
        return std::exchange(m_answer, std::nullopt);
    }

private:
    std::mutex m_mutex{};
    QEventLoop *m_loop;
    std::optional<base::Result<admin::Answer>> m_answer{};
};

} // namespace

/// In the order they are made; they go in the opposite one.
struct Gateway::Parts {
    Parts(std::filesystem::path dir, InstanceLock held)
        : directory(std::move(dir)), lock(std::move(held)), writer(directory, storage::StorageThread::Kind::Writer)
    {
    }
    std::filesystem::path directory;
    InstanceLock lock;
    base::Snapshot<pricing::Catalogue> prices{std::make_shared<const pricing::Catalogue>()};
    exchange::CountDesk counts{loadTokens};
    secrets::SecretStore secrets{};
    jobs::CallMetrics metrics{};
    jobs::Traces traces{};
    jobs::FoldedCalls folded{metrics, traces};     ///< Before the storage threads and the ledger, which tell it.
    std::unique_ptr<secrets::Keychain> keychain{}; // before the storage threads: what they finish may still tell it
    storage::StorageThread writer;
    std::unique_ptr<storage::StorageThread> reader{};
    std::unique_ptr<storage::StorageThread> network{};
    std::unique_ptr<storage::StorageThread> report{};
    std::unique_ptr<storage::StorageThread> desk{};
    std::unique_ptr<storage::StorageThread> jobs{}; ///< What happens by itself: checks, alerts.
    std::unique_ptr<ledger::Ledger> ledger{};
    base::Snapshot<model::Plan> plan{std::make_shared<const model::Plan>()};
    routing::Health health{};
    exchange::KeptThoughts thoughts{};
    std::unique_ptr<jobs::BodyDesk> bodies{};
    std::unique_ptr<admin::Backstage> backstage{};
    std::unique_ptr<LogTies> logTies{}; ///< Before whatever it is tied to goes.
    std::unique_ptr<admin::KeptHits> keptHits{};
    std::unique_ptr<CallRetention> retention{};
    std::unique_ptr<jobs::HealthChecks> healthChecks{};
    std::unique_ptr<jobs::ModelProbes> probes{};
    std::unique_ptr<jobs::ProxyChecks> proxyChecks{};
    std::unique_ptr<jobs::AlertWatch> alerts{};
    std::unique_ptr<CallWarnings> callWarnings{};
    std::unique_ptr<storage::Recurring> summaries{}; ///< Of calls, for finding them again.
    std::unique_ptr<admin::Service> service{};
    std::unique_ptr<admin::LocalClient> client{};
    std::unique_ptr<InstanceFile> instanceFile{};
    auth::NewKey token = auth::makeClientKey(); ///< With which commands of this user come in.
    std::unique_ptr<server::Server> server{};

    void connectEvents();
    std::vector<std::pair<std::string, std::size_t>> queues() const;
    std::unique_ptr<server::Server> makeServer(int workers);
    base::Result<> tellPlace(const std::string &url, const std::string &pin);
};

/// What tells other processes where we are. Thread: any, one at a time.
base::Result<> Gateway::Parts::tellPlace(const std::string &url, const std::string &pin)
{
    if (instanceFile)
        return instanceFile->rewrite(url, pin, token.key);
    auto file = InstanceFile::write(directory, url, pin, token.key);
    if (!file)
        return base::fail(file.error());
    instanceFile = std::make_unique<InstanceFile>(std::move(*file));
    return {};
}

std::vector<std::pair<std::string, std::size_t>> Gateway::Parts::queues() const
{
    return {{"writer", writer.queued()},  {"reader", reader->queued()}, {"network", network->queued()},
            {"report", report->queued()}, {"desk", desk->queued()},     {"jobs", jobs->queued()}};
}

/// What happens is told from here on; nothing runs yet.
void Gateway::Parts::connectEvents()
{
    backstage->calls = &metrics;
    backstage->bodies = bodies.get();
    backstage->traces = &traces;
    backstage->queues = [this] { return queues(); };
    folded.tell(backstage->sharedEvents, plan);
}

std::unique_ptr<server::Server> Gateway::Parts::makeServer(int workers)
{
    server::WorkerSetup setup{*service,
                              *ledger,
                              secrets,
                              prices,
                              server::CallerCheck(token.digest, backstage->signIns),
                              server::Entrance{std::make_shared<const server::HostPolicy>(0)}, // until there is a place
                              server::Listener({}).slots()};
    setup.counts = &counts;
    setup.thoughts = &thoughts;
    setup.bodies = bodies.get();
    server::ServerEvents events{
        [this](const std::vector<std::string> &addresses, const std::string &pin) {
            return tellPlace(addresses.front(), pin);
        },
        [to = client.get()] {
            QMetaObject::invokeMethod(to, &admin::LocalClient::announceEndpoint, Qt::QueuedConnection);
        },
        [this](const std::vector<std::string> &names) {
            return admin::certificateToShow(backstage->network(), directory, names, base::systemClock().wallMillis());
        }};
    return std::make_unique<server::Server>(workers, std::move(setup), std::move(events));
}

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
    if (auto opened = parts->writer.opened(); !opened)
        return base::fail(opened.error(), "opening the data directory " + dataDirectory.string());
    using Kind = storage::StorageThread::Kind;
    parts->reader = std::make_unique<storage::StorageThread>(dataDirectory, Kind::Reader);
    parts->network = std::make_unique<storage::StorageThread>(dataDirectory, Kind::Reader);
    parts->report = std::make_unique<storage::StorageThread>(dataDirectory, Kind::Reader);
    parts->desk = std::make_unique<storage::StorageThread>(dataDirectory, Kind::Reader);
    parts->jobs = std::make_unique<storage::StorageThread>(dataDirectory, Kind::Reader);
    if (auto seeded = parts->writer.runAndWait<>(seed); !seeded)
        return base::fail(unusableConfig(dataDirectory, seeded.error()));
    auto shipped = loadPrices();
    if (!shipped)
        return base::fail(shipped.error());
    const auto list = std::make_shared<const pricing::Catalogue>(std::move(*shipped));
    const auto prices = parts->writer.runAndWait<std::shared_ptr<const pricing::Catalogue>>(
        [&](storage::Database &db) { return admin::storedPrices(db, list); });
    if (!prices)
        return base::fail(unusableConfig(dataDirectory, prices.error()));
    parts->prices.publish(*prices);
    const auto types = parts->writer.runAndWait<ProviderTypes>(providerTypes);
    if (!types)
        return base::fail(unusableConfig(dataDirectory, types.error()));
    const std::string instance = ledger::nextInstance(dataDirectory / "journal", base::systemClock().wallMillis());
    auto books = ledger::Ledger::open(dataDirectory, instance, parts->writer, pricer(*prices, *types), &parts->folded);
    if (!books)
        return base::fail(books.error(), "opening the ledger");
    parts->ledger = std::move(*books);
    const auto entries = keychainEntriesFile(parts->writer, dataDirectory);
    if (!entries)
        return base::fail(unusableConfig(dataDirectory, entries.error()));
    parts->keychain =
        std::make_unique<secrets::Keychain>(std::make_unique<secrets::SystemKeychain>(), parts->secrets, *entries);
    parts->backstage = std::make_unique<admin::Backstage>(parts->plan, parts->secrets, *parts->keychain, *parts->ledger,
                                                          parts->health, parts->prices, dataDirectory);
    parts->backstage->shippedPrices = list;
    parts->bodies = std::make_unique<jobs::BodyDesk>(dataDirectory, parts->secrets);
    parts->connectEvents();
    parts->backstage->log = log;
    parts->logTies = std::make_unique<LogTies>(log, parts->secrets, parts->backstage->events);
    parts->keptHits = std::make_unique<admin::KeptHits>(parts->writer, parts->backstage->ruleHits);
    const admin::Service::Threads threads{parts->writer, *parts->reader, *parts->network, *parts->report, *parts->desk};
    parts->service = std::make_unique<admin::Service>(*parts->backstage, threads);
    if (auto published = parts->service->publishStored(); !published)
        return base::fail(unusableConfig(dataDirectory, published.error()));
    if (auto kept = keepCooldowns(parts->health, *parts->plan.current(), parts->writer); !kept)
        return base::fail(unusableConfig(dataDirectory, kept.error()));
    keepOutages(parts->health, parts->writer, parts->plan, parts->backstage->sharedEvents);
    parts->retention = std::make_unique<CallRetention>(
        parts->writer, [bodies = parts->bodies.get()](std::int64_t oldest) { bodies->forgetBefore(oldest); });
    const jobs::AlertHouse house{parts->plan,
                                 parts->health,
                                 *parts->ledger,
                                 parts->secrets,
                                 parts->backstage->events,
                                 parts->writer,
                                 parts->backstage->checks,
                                 base::systemClock(),
                                 &parts->backstage->proxies};
    parts->alerts = std::make_unique<jobs::AlertWatch>(house, *parts->jobs);
    parts->callWarnings = std::make_unique<CallWarnings>(*parts->jobs, *log);
    parts->summaries = parts->writer.every(kSummaries, kSummaries, summariseSome);
    const admin::Caller owner{{}, "this computer", model::Role::SuperAdmin};
    parts->client = std::make_unique<admin::LocalClient>(*parts->service, owner);
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
    if (!m_parts->healthChecks) // nobody calls with the keys before
        m_parts->healthChecks = std::make_unique<jobs::HealthChecks>(jobs::HealthChecks::Parts{
            *m_parts->jobs, m_parts->plan, m_parts->health, m_parts->backstage->checker, m_parts->backstage->checks});
    if (!m_parts->probes)
        m_parts->probes = std::make_unique<jobs::ModelProbes>(jobs::ModelProbes::Parts{
            *m_parts->jobs, m_parts->writer, m_parts->plan, m_parts->prices, m_parts->health, *m_parts->ledger,
            m_parts->secrets, m_parts->backstage->probes, &m_parts->backstage->proxies});
    if (!m_parts->proxyChecks)
        m_parts->proxyChecks = std::make_unique<jobs::ProxyChecks>(jobs::ProxyChecks::Parts{
            *m_parts->jobs, m_parts->writer, m_parts->plan, m_parts->backstage->proxies, m_parts->backstage->events});
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
