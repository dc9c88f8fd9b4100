#include "demo/directory.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <span>
#include <sstream>
#include <vector>

#include "access/client_key.h"
#include "base/json.h"
#include "demo/acts.h"
#include "demo/budgets.h"
#include "demo/call_maker.h"
#include "demo/cast.h"
#include "demo/outages.h"
#include "demo/rhythm.h"
#include "demo/routes.h"
#include "ledger/booking.h"
#include "pricing/cost.h"
#include "storage/client_keys.h"
#include "storage/database.h"
#include "storage/demo_mark.h"
#include "storage/ledger_entries.h"
#include "storage/plans.h"
#include "storage/providers.h"
#include "storage/requests.h"
#include "storage/settings.h"
#include "storage/usage.h"
#include "storage/usage_buckets.h"

namespace demo {
namespace {

constexpr std::string_view kKeyReference = "env:DEMO_PROVIDER_KEY"; ///< kKeyVariable
constexpr std::size_t kCallsAtOnce = 256;
constexpr std::size_t kCallsATransaction = 8'192;

/// What the calls need to know of what was set up.
struct Stage {
    model::Plan plan{};
    std::vector<std::string> clientIds{};
    base::Secret ownKey{};
};

base::Result<> addProvider(storage::Database &db, const ProviderPart &part, std::int64_t atMs, Random &random)
{
    std::string host(part.type);
    host += ".sandbox.invalid";
    model::Provider provider{.id = makeId("prov_", atMs, random),
                             .name = std::string(part.name),
                             .type = std::string(part.type),
                             .baseUrl = "https://" + host + "/v1",
                             .headers = {{"x-sandbox", std::string(part.pace)}},
                             .priority = part.priority,
                             .createdMs = atMs};
    if (auto done = storage::insertProvider(db, provider); !done)
        return done;
    for (std::size_t i = 0; i < part.keys.size(); ++i) {
        const model::ProviderKey key{.id = makeId("pkey_", atMs, random),
                                     .providerId = provider.id,
                                     .name = std::string(part.keys[i]),
                                     .secret = std::string(kKeyReference),
                                     .origin = "https://" + host + ":443",
                                     .priority = static_cast<std::int64_t>(i),
                                     .createdMs = atMs};
        if (auto done = storage::insertProviderKey(db, key); !done)
            return done;
    }
    for (const std::string_view name : part.models) {
        const model::ProviderModel entry{.id = makeId("model_", atMs, random),
                                         .providerId = provider.id,
                                         .name = std::string(name),
                                         .createdMs = atMs};
        if (auto done = storage::insertProviderModel(db, entry); !done)
            return done;
    }
    return {};
}

/// The last characters are really random: nobody else is to know a key of a gateway that may be on a network.
base::Result<std::string> addClient(storage::Database &db, const ClientPart &part, const Wish &wish, Random &random,
                                    base::Secret &key)
{
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    auth::NewKey made = auth::makeClientKey();
    std::string text(made.key.reveal());
    for (std::size_t i = text.find('-') + 1; i < made.prefix.size(); ++i)
        text[i] = kLetters[random.next() % kLetters.size()]; // what is shown of it is the same in every picture
    const std::int64_t createdMs = wish.nowMs - std::min<std::int64_t>(part.sinceDays, kYearDays + 9) * kDayMs;
    const model::ClientKey row{.id = makeId("key_", createdMs, random),
                               .name = std::string(part.name),
                               .prefix = text.substr(0, made.prefix.size()),
                               .digest = auth::digestOf(text),
                               .expiresMs = part.expiresDays == 0 ? 0 : wish.nowMs + part.expiresDays * kDayMs,
                               .revokedMs = part.revokedDays == 0 ? 0 : wish.nowMs - part.revokedDays * kDayMs,
                               .createdMs = createdMs};
    key = base::Secret(std::move(text));
    if (auto done = storage::insertClientKey(db, row); !done)
        return base::fail(done.error());
    return row.id;
}

base::Result<Stage> setUp(storage::Database &db, const Wish &wish, Random random)
{
    Stage out;
    const std::int64_t beginMs = wish.nowMs - (kYearDays + 9) * kDayMs;
    for (const ProviderPart &part : providers())
        if (auto done = addProvider(db, part, beginMs, random); !done)
            return base::fail(done.error());
    for (const ClientPart &part : clients()) {
        base::Secret key;
        auto id = addClient(db, part, wish, random, key);
        if (!id)
            return base::fail(id.error());
        if (part.shift == Shift::Always)
            out.ownKey = std::move(key);
        out.clientIds.push_back(std::move(*id));
    }
    auto settings = storage::loadSettings(db);
    if (!settings)
        return base::fail(settings.error());
    settings->defaultModel = "gpt-5-mini";
    if (auto saved = storage::saveSettings(db, std::move(*settings)); !saved)
        return base::fail(saved.error());
    auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    auto version = storage::recordPlan(db, *plan, "demo", beginMs);
    if (!version)
        return base::fail(version.error());
    out.plan = std::move(*plan);
    out.plan.version = *version;
    return out;
}

ledger::PriceAttempt pricer(const model::Plan &plan, const pricing::Catalogue &prices)
{
    std::map<std::string, std::string> types;
    for (const model::Provider &provider : plan.providers)
        types.emplace(provider.id, provider.type);
    return [&prices, types = std::move(types)](model::AttemptRecord &attempt) {
        const auto type = types.find(attempt.providerId);
        const std::string_view known = type == types.end() ? std::string_view() : type->second;
        const pricing::Cost cost =
            pricing::costOf(attempt.usage, prices.find({attempt.providerId, known, attempt.model}, attempt.startedMs));
        attempt.cost = cost.amount;
        attempt.confidence = cost.confidence;
    };
}

/// The rows of some calls, in the same way as the folder of the journal writes them.
base::Result<> writeCalls(storage::Database &db, std::span<const model::CallRecord> calls)
{
    std::vector<storage::LedgerEntry> entries;
    storage::Rollups rollups;
    storage::UsageBuckets buckets;
    storage::Spend spend;
    for (const model::CallRecord &call : calls) {
        ledger::addEntries(entries, call);
        ledger::addToRollups(rollups, call);
        ledger::addToBuckets(buckets, call);
        ledger::addToSpend(spend, call);
    }
    for (std::size_t from = 0; from < calls.size(); from += kCallsAtOnce)
        if (auto done = storage::insertRequests(db, calls.subspan(from, std::min(kCallsAtOnce, calls.size() - from)));
            !done)
            return base::fail(done.error());
    if (auto done = storage::appendEntries(db, entries); !done)
        return done;
    if (auto done = storage::addRollups(db, rollups); !done)
        return done;
    if (auto done = storage::addSpend(db, spend); !done)
        return done;
    return storage::addBuckets(db, buckets);
}

base::Result<> writeYear(storage::Database &db, const Stage &stage, const Wish &wish, const pricing::Catalogue &prices)
{
    const std::vector<std::int64_t> times = callTimes(wish.nowMs, wish.zoneOffsetMs, wish.calls, Random(wish.seed + 1));
    CallMaker maker({stage.plan, pricer(stage.plan, prices), wish.nowMs, wish.zoneOffsetMs, stage.clientIds},
                    Random(wish.seed + 2));
    std::vector<model::CallRecord> calls;
    for (std::size_t from = 0; from < times.size(); from += kCallsATransaction) {
        calls.clear();
        for (std::size_t i = from; i < std::min(from + kCallsATransaction, times.size()); ++i)
            calls.push_back(maker.call(times[i]));
        if (auto done = db.usage().transaction([&] { return writeCalls(db, calls); }); !done)
            return base::fail(done.error(), "writing the demo's calls");
    }
    return {};
}

/// Last, so that a directory that was not filled to the end is none.
base::Result<> mark(const std::filesystem::path &directory, const Wish &wish, const base::Secret &ownKey)
{
    const base::Json content = {{"calls", wish.calls}, {"seed", wish.seed}, {"key", std::string(ownKey.reveal())}};
    std::ofstream file(directory / storage::kDemoMark);
    file << base::dump(content) << '\n';
    file.close();
    if (!file)
        return base::fail(base::ErrorCode::Storage, "cannot write " + (directory / storage::kDemoMark).string());
    std::filesystem::permissions(directory / storage::kDemoMark,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return {};
}

} // namespace

bool isDemo(const std::filesystem::path &directory)
{
    std::error_code failed;
    return std::filesystem::exists(directory / storage::kDemoMark, failed);
}

base::Result<> fill(const std::filesystem::path &directory, const Wish &wish, const pricing::Catalogue &prices)
{
    std::error_code failed;
    if (isDemo(directory))
        return {};
    if (std::filesystem::exists(directory, failed) && !std::filesystem::is_empty(directory, failed))
        return base::fail(base::ErrorCode::Conflict,
                          directory.string() + " is not empty and not a demo; name another --data-dir or none");
    auto db = storage::Database::open(directory, storage::Access::ReadWrite);
    if (!db)
        return base::fail(db.error(), "making the demo");
    auto stage = (*db)->config().transaction([&] { return setUp(**db, wish, Random(wish.seed)); });
    if (!stage)
        return base::fail(stage.error(), "making the demo");
    if (auto done = writeYear(**db, *stage, wish, prices); !done)
        return done;
    auto routed = (*db)->config().transaction([&] { return addRoutes(**db, wish.nowMs, Random(wish.seed + 3)); });
    if (!routed)
        return base::fail(routed.error(), "making the demo");
    auto limited = (*db)->config().transaction(
        [&] { return addBudgets(**db, stage->clientIds, wish.nowMs, Random(wish.seed + 4)); });
    if (!limited)
        return base::fail(limited.error(), "making the demo");
    if (auto done = addOutages(**db, wish.nowMs); !done)
        return base::fail(done.error(), "making the demo");
    if (auto done = addActs(**db, wish.nowMs); !done)
        return base::fail(done.error(), "making the demo");
    return mark(directory, wish, stage->ownKey);
}

base::Result<base::Secret> ownKey(const std::filesystem::path &directory)
{
    std::ifstream file(directory / storage::kDemoMark);
    std::ostringstream text;
    text << file.rdbuf();
    const auto json = base::parseJson(text.str());
    const std::string key = json ? base::textOr(base::at(*json, "key")) : std::string();
    if (key.empty())
        return base::fail(base::ErrorCode::NotFound, "the demo has no key of its own");
    return base::Secret(key);
}

} // namespace demo
