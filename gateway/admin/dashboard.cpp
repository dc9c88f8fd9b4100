#include "admin/dashboard.h"

#include <algorithm>
#include <map>

#include "admin/backstage.h"
#include "admin/budget_progress.h"
#include "admin/handlers.h"
#include "storage/requests.h"

namespace admin {
namespace {

constexpr std::int64_t kActiveMs = 5 * 60 * 1000;
constexpr std::int64_t kTrendBuckets = 96;
constexpr int kTrendDays = 30;
constexpr std::int64_t kFailoversShown = 10;

/// Puts a value where it belongs, unless something went wrong before or now.
class Reading {
public:
    template <typename T>
    void take(T &into, base::Result<T> from)
    {
        if (!from)
            m_done = base::fail(std::move(from.error()), "reading the dashboard");
        else
            into = std::move(*from);
    }
    bool ok() const { return m_done.has_value(); }
    base::Result<> done() { return std::move(m_done); }

private:
    base::Result<> m_done{};
};

/// Yesterday up to the same time: whole buckets, and of the one that is cut through the calls.
base::Result<storage::UsageBucket> readYesterday(storage::Database &db, const Dashboard &out)
{
    const std::int64_t end = out.zone.sameTimeYesterday(out.nowMs);
    const std::int64_t cut = end - end % storage::kBucketMs;
    auto whole = storage::sumOfBuckets(db, out.zone.dayStart(out.nowMs, 1), cut);
    const auto rest = storage::sumOfCalls(db, storage::KeyScope::all(), cut, end);
    if (!whole || !rest)
        return base::fail(whole ? rest.error() : whole.error());
    *whole += *rest;
    return whole;
}

/// The sums of today, and both histograms from as far back as they are needed.
base::Result<> readSpans(storage::Database &db, Dashboard &out)
{
    const std::int64_t dayStart = out.zone.dayStart(out.nowMs);
    const std::int64_t from = std::min(trendStart(out.nowMs), dayStart);
    const std::int64_t end = out.nowMs + 1;
    auto buckets = storage::usageBuckets(db, from, end);
    if (!buckets)
        return base::fail(std::move(buckets.error()));
    if (auto done = storage::addLatencies(db, from, end, *buckets); !done)
        return done;
    for (const auto &[startMs, bucket] : *buckets) {
        if (startMs >= dayStart)
            out.today += bucket;
        if (startMs >= trendStart(out.nowMs))
            out.recent.emplace(startMs, bucket);
    }
    return {};
}

base::Result<> readDays(storage::Database &db, Dashboard &out)
{
    for (int before = kTrendDays - 1; before >= 0; --before) {
        const std::int64_t start = out.zone.dayStart(out.nowMs, before);
        const std::int64_t end = out.zone.dayStart(out.nowMs, before - 1);
        auto sum = storage::sumOfBuckets(db, start, end);
        if (!sum)
            return base::fail(std::move(sum.error()));
        out.days.emplace_back(start, std::move(*sum));
    }
    return {};
}

base::Result<> readFailovers(storage::Database &db, Dashboard &out)
{
    auto found =
        storage::windowOfRequests(db, {.keys = storage::KeyScope::all(), .limit = kFailoversShown, .failover = true},
                                  {}, 0, storage::Counting::No);
    if (!found)
        return base::fail(std::move(found.error()));
    out.failovers = std::move(found->rows);
    return {};
}

base::Result<> readStores(storage::Database &db, Dashboard &out, std::vector<storage::ProviderTraffic> &traffic)
{
    const std::int64_t dayStart = out.zone.dayStart(out.nowMs);
    Reading reading;
    reading.take(out.activeKeys, storage::activeKeys(db, out.nowMs - kActiveMs));
    reading.take(out.yesterday, readYesterday(db, out));
    reading.take(out.models, storage::modelTraffic(db, dayStart));
    reading.take(traffic, storage::providerTraffic(db, dayStart));
    if (!reading.ok())
        return reading.done();
    for (const auto read : {readSpans, readDays, readFailovers})
        if (auto done = read(db, out); !done)
            return base::fail(std::move(done.error()), "reading the dashboard");
    return {};
}

} // namespace

std::int64_t trendStart(std::int64_t nowMs)
{
    return nowMs - nowMs % storage::kBucketMs - (kTrendBuckets - 1) * storage::kBucketMs;
}

Health healthOf(std::span<const storage::ProviderTraffic> traffic, std::span<const model::Provider> providers)
{
    struct Seen {
        double asked = 0;
        bool healthy = true;
    };
    std::map<std::string_view, Seen> seen;
    for (const storage::ProviderTraffic &row : traffic) { // in order of time: the last one counts
        if (row.attempts == 0)
            continue;
        Seen &provider = seen[row.providerId];
        provider.asked += static_cast<double>(row.attempts);
        provider.healthy = row.failedAttempts * 2 <= row.attempts;
    }
    Health out;
    double asked = 0;
    double healthy = 0;
    for (const model::Provider &provider : providers) {
        const auto hit = seen.find(provider.id);
        if (!provider.enabled || hit == seen.end())
            continue;
        asked += hit->second.asked;
        healthy += hit->second.healthy ? hit->second.asked : 0;
        out.healthy += hit->second.healthy ? 1 : 0;
    }
    if (asked > 0)
        out.share = healthy / asked;
    return out;
}

base::Result<Dashboard> readDashboard(storage::Database &db, Zone zone, std::int64_t nowMs,
                                      std::span<const model::Provider> providers)
{
    Dashboard out{.zone = std::move(zone), .nowMs = nowMs};
    std::vector<storage::ProviderTraffic> traffic;
    auto done = db.usage().transaction([&] { return readStores(db, out, traffic); },
                                       storage::Access::ReadOnly); // all of it as of one moment
    if (!done)
        return base::fail(std::move(done.error()));
    const Health health = healthOf(traffic, providers);
    out.enabledProviders = std::ranges::count(providers, true, &model::Provider::enabled);
    out.healthyProviders = health.healthy;
    out.health = health.share;
    return out;
}

Outcome getDashboard(const Context &context)
{
    auto zone = Zone::of(context.request.queryValue("zone"));
    if (!zone)
        return base::fail(std::move(zone.error()));
    const Backstage &gateway = context.gateway;
    const auto plan = gateway.plan.current();
    auto dashboard = readDashboard(context.db, std::move(*zone), gateway.clock.wallMillis(), plan->providers);
    if (!dashboard)
        return base::fail(std::move(dashboard.error()));
    if (const ListenerControl *listener = gateway.listener())
        dashboard->openCalls = listener->openCalls();
    dashboard->budgets = budgetsNow(*plan, dashboard->nowMs);
    return toJson(*dashboard);
}

} // namespace admin
