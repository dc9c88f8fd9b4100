#include "gateway_parts.h"

#include "admin/certificate_source.h"
#include "admin/price_list.h"
#include "attempt_pricer.h"
#include "first_start.h"
#include "kept_cooldowns.h"
#include "kept_outages.h"
#include "keychain_entries.h"
#include "price_list.h"
#include "storage/request_blocks.h"

namespace gateway {
namespace {

using namespace std::chrono_literals;

constexpr auto kSummaries = 2s;
constexpr int kBlocksAtOnce = 8; // some milliseconds

/// What fails is tried again: until then a search looks at more rows.
storage::NextTurn summariseSome(storage::Database &db)
{
    const auto done = storage::summariseCalls(db, kBlocksAtOnce);
    return done && *done == kBlocksAtOnce ? storage::NextTurn::Now : storage::NextTurn::AtInterval;
}

} // namespace

base::Result<> Gateway::Parts::openStores()
{
    if (auto opened = writer.opened(); !opened)
        return base::fail(opened.error(), "opening the data directory " + directory.string());
    using Kind = storage::StorageThread::Kind;
    reader = std::make_unique<storage::StorageThread>(directory, Kind::Reader);
    network = std::make_unique<storage::StorageThread>(directory, Kind::Reader);
    report = std::make_unique<storage::StorageThread>(directory, Kind::Reader);
    desk = std::make_unique<storage::StorageThread>(directory, Kind::Reader);
    jobs = std::make_unique<storage::StorageThread>(directory, Kind::Reader);
    if (auto seeded = writer.runAndWait<>(seed); !seeded)
        return base::fail(unusableConfig(directory, seeded.error()));
    return {};
}

base::Result<> Gateway::Parts::openPrices()
{
    auto loaded = loadPrices();
    if (!loaded)
        return base::fail(loaded.error());
    shipped = std::make_shared<const pricing::Catalogue>(std::move(*loaded));
    const auto stored = writer.runAndWait<std::shared_ptr<const pricing::Catalogue>>(
        [this](storage::Database &db) { return admin::storedPrices(db, shipped); });
    if (!stored)
        return base::fail(unusableConfig(directory, stored.error()));
    prices.publish(*stored);
    return {};
}

base::Result<> Gateway::Parts::openLedger()
{
    auto price = writer.runAndWait<ledger::PriceAttempt>(
        [this](storage::Database &db) { return attemptPricer(db, prices.current()); });
    if (!price)
        return base::fail(unusableConfig(directory, price.error()));
    const std::string instance = ledger::nextInstance(directory / "journal", base::systemClock().wallMillis());
    auto books = ledger::Ledger::open(directory, instance, writer, std::move(*price), &folded);
    if (!books)
        return base::fail(books.error(), "opening the ledger");
    ledger = std::move(*books);
    return {};
}

base::Result<> Gateway::Parts::openBackstage(const std::shared_ptr<logs::Log> &log)
{
    const auto entries = keychainEntriesFile(writer, directory);
    if (!entries)
        return base::fail(unusableConfig(directory, entries.error()));
    keychain = std::make_unique<secrets::Keychain>(std::make_unique<secrets::SystemKeychain>(), secrets, *entries);
    backstage = std::make_unique<admin::Backstage>(plan, secrets, *keychain, *ledger, health, prices, directory);
    backstage->shippedPrices = shipped;
    bodies = std::make_unique<jobs::BodyDesk>(directory, secrets);
    connectEvents();
    backstage->log = log;
    logTies = std::make_unique<LogTies>(log, secrets, backstage->events);
    keptHits = std::make_unique<admin::KeptHits>(writer, backstage->ruleHits);
    return {};
}

base::Result<> Gateway::Parts::openService()
{
    const admin::Service::Threads threads{writer, *reader, *network, *report, *desk};
    service = std::make_unique<admin::Service>(*backstage, threads);
    if (auto published = service->publishStored(); !published)
        return base::fail(unusableConfig(directory, published.error()));
    if (auto kept = keepCooldowns(health, *plan.current(), writer); !kept)
        return base::fail(unusableConfig(directory, kept.error()));
    const admin::Caller owner{{}, "this computer", model::Role::SuperAdmin};
    client = std::make_unique<admin::LocalClient>(*service, owner);
    return {};
}

void Gateway::Parts::openWatch(logs::Log &log)
{
    keepOutages(health, writer, plan, backstage->sharedEvents);
    retention = std::make_unique<CallRetention>(
        writer, [desk = bodies.get()](std::int64_t oldest) { desk->forgetBefore(oldest); });
    const jobs::AlertHouse house{plan,
                                 health,
                                 *ledger,
                                 secrets,
                                 backstage->events,
                                 writer,
                                 backstage->checks,
                                 base::systemClock(),
                                 &backstage->proxies};
    alerts = std::make_unique<jobs::AlertWatch>(house, *jobs);
    callWarnings = std::make_unique<CallWarnings>(*jobs, log);
    summaries = writer.every(kSummaries, kSummaries, summariseSome);
}

/// Nobody calls with the keys before.
void Gateway::Parts::startChecks()
{
    if (!healthChecks)
        healthChecks = std::make_unique<jobs::HealthChecks>(
            jobs::HealthChecks::Parts{*jobs, plan, health, backstage->checker, backstage->checks});
    if (!probes)
        probes = std::make_unique<jobs::ModelProbes>(jobs::ModelProbes::Parts{
            *jobs, writer, plan, prices, health, *ledger, secrets, backstage->probes, &backstage->proxies});
    if (!proxyChecks)
        proxyChecks = std::make_unique<jobs::ProxyChecks>(
            jobs::ProxyChecks::Parts{*jobs, writer, plan, backstage->proxies, backstage->events});
}

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

} // namespace gateway
