#include "admin/collection.h"

#include "admin/alert_handlers.h"
#include "admin/backstage.h"
#include "admin/body_key.h"
#include "admin/certificate_source.h"
#include "admin/currency.h"
#include "admin/network_state.h"
#include "admin/settings_fields.h"
#include "admin/switch_state.h"
#include "jobs/body_redaction.h"
#include "storage/body_settings.h"
#include "storage/book_settings.h"
#include "storage/check_settings.h"
#include "storage/demo_mark.h"
#include "storage/log_settings.h"
#include "storage/network_settings.h"
#include "storage/probe_settings.h"
#include "storage/routing_switch.h"
#include "storage/settings.h"
#include "upstream/outbound_rules.h"

namespace admin {

namespace {

/// Rows that only a damaged file has are worth a word until somebody has looked after it.
base::Json storageState(const Backstage &gateway)
{
    const std::filesystem::path &directory = gateway.dataDirectory;
    const std::vector<std::string> aside = storage::filesSetAside(directory);
    if (const std::string damage = gateway.damage.words(); !damage.empty())
        return {{"state", "damaged"}, {"message", damage}, {"set_aside", aside}};
    if (aside.empty())
        return {{"state", "ok"}, {"message", ""}, {"set_aside", base::Json::array()}};
    return {{"state", "set_aside"},
            {"message", "usage.db was damaged and a new one begun; rows from before are in " + aside.back() + " in "
                            + directory.string()
                            + ": try `sqlite3 FILE .recover`, then move it away and this notice goes"},
            {"set_aside", aside}};
}

} // namespace

namespace {

base::Result<AllSettings> loadAll(storage::Database &db)
{
    auto plan = storage::loadSettings(db);
    const auto times = storage::loadSwitchTimes(db);
    auto network = storage::loadNetworkSettings(db);
    if (!plan || !times || !network)
        return base::fail(!plan ? plan.error() : !times ? times.error() : network.error());
    auto books = storage::loadBookSettings(db);
    if (!books)
        return base::fail(books.error());
    auto checks = storage::loadCheckSettings(db);
    if (!checks)
        return base::fail(checks.error());
    auto log = storage::loadLogSettings(db);
    if (!log)
        return base::fail(log.error());
    auto probes = storage::loadProbeSettings(db);
    if (!probes)
        return base::fail(probes.error());
    auto bodies = storage::loadBodySettings(db);
    if (!bodies)
        return base::fail(bodies.error());
    return AllSettings{std::move(*plan),   *times,          std::move(*network), std::move(*books),
                       std::move(*checks), std::move(*log), std::move(*probes),  std::move(*bodies)};
}

} // namespace

namespace {

/// Whatever would keep the door from being made, or the listener from coming up again, is refused here.
base::Result<> checkNetwork(const Context &context, const model::NetworkSettings &settings)
{
    if (auto door = auth::Door::make(settings); !door)
        return base::fail(door.error());
    if (auto place = upstream::originOf(settings.tracesEndpoint); !settings.tracesEndpoint.empty() && !place)
        return base::fail(base::ErrorCode::Unprocessable, "the collector's address " + place.error().detail,
                          "traces_endpoint");
    if (settings.certificateFile.empty() && !settings.certificateKeyFile.empty())
        return base::fail(base::ErrorCode::Unprocessable, "a key needs its certificate", "certificate_file");
    if (settings.certificateFile.empty())
        return {};
    const auto found = findCertificate(settings, context.gateway.dataDirectory);
    return found ? base::Result<>() : base::Result<>(base::fail(found.error()));
}

} // namespace

Outcome getSettings(const Context &context)
{
    const auto settings = loadAll(context.db);
    return settings ? Outcome(toJson(*settings)) : Outcome(base::fail(settings.error()));
}

Outcome updateSettings(const Context &context)
{
    auto settings = loadAll(context.db);
    if (!settings)
        return base::fail(settings.error());
    if (auto current = checkVersion(context, settings->plan.version); !current)
        return base::fail(current.error());
    const model::SwitchTimes before = settings->times;
    const std::string bodyKey = settings->bodies.key;
    if (auto taken = applyJson(*settings, context.request.body); !taken)
        return base::fail(taken.error());
    if (settings->times != before && context.request.caller.role < model::Role::SuperAdmin)
        return base::fail(base::ErrorCode::Forbidden, "only a super admin may change the times of the routing switch");
    if (settings->plan.maxAttempts < 1 || settings->plan.maxAttempts > 4)
        return base::fail(base::ErrorCode::Unprocessable, "max_attempts must be from 1 to 4", "max_attempts");
    if (auto sound = checkNetwork(context, settings->network); !sound)
        return base::fail(sound.error());
    if (auto known = checkCurrency(context, settings->books.currency); !known)
        return base::fail(std::move(known.error()));
    if (auto sound = jobs::BodyRedaction::check(settings->bodies.patterns); !sound)
        return base::fail(sound.error());
    if (auto sound = checkBodyKey(context.request, settings->bodies.key, bodyKey); !sound)
        return base::fail(sound.error());
    auto saved = storage::saveSettings(context.db, settings->plan);
    if (!saved)
        return base::fail(saved.error());
    if (auto kept = storage::saveNetworkSettings(context.db, settings->network); !kept)
        return base::fail(kept.error());
    if (auto kept = storage::saveSwitchTimes(context.db, settings->times); !kept)
        return base::fail(kept.error());
    if (auto kept = storage::saveBookSettings(context.db, settings->books); !kept)
        return base::fail(kept.error());
    if (auto kept = storage::saveCheckSettings(context.db, settings->checks); !kept)
        return base::fail(kept.error());
    if (auto kept = storage::saveLogSettings(context.db, settings->log); !kept)
        return base::fail(kept.error());
    if (auto kept = storage::saveProbeSettings(context.db, settings->probes); !kept)
        return base::fail(kept.error());
    if (auto kept = storage::saveBodySettings(context.db, settings->bodies); !kept)
        return base::fail(kept.error());
    settings->plan = std::move(*saved);
    return toJson(*settings);
}

namespace {

/// Whoever reads the status knows from here that the log lacks lines, and why.
base::Json logJson(const logs::LogState &state)
{
    return {{"state", state.failing ? "failing" : "ok"}, {"message", state.problem}, {"lost", state.lost}};
}

base::Json keychainJson(const secrets::KeychainStatus &status)
{
    return {{"state", secrets::toWord(status.state)},
            {"message", secrets::explain(status.state)},
            {"needed", status.needed}};
}

} // namespace

namespace {

base::Json wishedJson(const ListenerControl *listener)
{
    if (listener == nullptr)
        return nullptr;
    const ListenPlace place = listener->wished();
    return {{"address", place.address}, {"port", place.port}, {"tls", place.tls}, {"plain_http", place.plainOutside}};
}

base::Json problemJson(const ListenerControl *listener)
{
    const auto problem = listener ? listener->problem() : std::nullopt;
    return problem ? toJson(*problem) : base::Json(nullptr);
}

bool isDemo(const Backstage &gateway)
{
    std::error_code failed;
    return std::filesystem::exists(gateway.dataDirectory / storage::kDemoMark, failed);
}

} // namespace

Outcome getStatus(const Context &context)
{
    const Backstage &gateway = context.gateway;
    const ListenerControl *listener = gateway.listener();
    const ledger::LedgerCounts counts = gateway.ledger.counts();
    const auto plan = gateway.plan.current();
    const PortTrouble refused = gateway.refusedMove();
    const auto routing = loadSwitch(context.db);
    base::Json providers = base::Json::array();
    for (const model::Provider &provider : plan->providers)
        providers.push_back({{"name", provider.name}, {"type", provider.type}, {"enabled", provider.enabled}});
    return base::Json{{"version", SWITCHYARD_VERSION},
                      {"started_at", base::rfc3339(gateway.startedMs)},
                      {"listening", listener ? base::Json(listener->addresses()) : base::Json::array()},
                      {"wished", wishedJson(listener)},
                      {"problem", problemJson(listener)},
                      {"refused_move", refused.port == 0 ? base::Json(nullptr) : toJson(refused)},
                      {"network", networkJson(listener, gateway.clock.wallMillis())},
                      {"open_calls", listener ? listener->openCalls() : 0},
                      {"connections", listener ? listener->connections() : 0},
                      {"workers", listener ? listener->workers() : 0},
                      {"plan", plan->version},
                      {"routing", routing ? switchJson(*routing, base::momentNow()) : base::Json(nullptr)},
                      {"providers", std::move(providers)},
                      {"ledger",
                       {{"healthy", gateway.ledger.healthy()},
                        {"state", ledger::toWord(counts.condition)},
                        {"message", counts.problem},
                        {"appended", counts.appended},
                        {"folded", counts.folded},
                        {"lag", counts.lag()},
                        {"waiting", counts.waiting},
                        {"interrupted", counts.recovery.interrupted}}},
                      {"storage", storageState(gateway)},
                      {"keychain", keychainJson(gateway.keychain.status())},
                      {"alerts", alertsInShort(context)},
                      {"log", logJson(gateway.log->state())},
                      {"demo", isDemo(gateway)},
                      {"data_dir", gateway.dataDirectory.string()}};
}

Outcome getHealth(const Context &context)
{
    return base::Json{{"status", context.gateway.ledger.healthy() ? "ok" : "degraded"}};
}

} // namespace admin
