#include "admin/dashboard.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "admin/backstage.h"
#include "admin/budget_progress.h"
#include "admin/budget_subject.h"
#include "admin/handlers.h"
#include "admin/tenancy.h"
#include "storage/own_buckets.h"
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

/// The sum of whole buckets; only those of everybody's calls are there as a sum.
base::Result<storage::UsageBucket> sumOf(storage::Database &db, const storage::KeyScope &keys, std::int64_t fromMs,
                                         std::int64_t toMs)
{
    if (keys.isAll())
        return storage::sumOfBuckets(db, fromMs, toMs);
    const auto buckets = storage::bucketsOf(db, keys, fromMs, toMs);
    if (!buckets)
        return base::fail(buckets.error());
    storage::UsageBucket out;
    for (const auto &[startMs, bucket] : *buckets)
        out += bucket;
    return out;
}

/// Yesterday up to the same time: whole buckets, and of the one that is cut through the calls.
base::Result<storage::UsageBucket> readYesterday(storage::Database &db, const Dashboard &out)
{
    const std::int64_t end = out.zone.sameTimeYesterday(out.nowMs);
    const std::int64_t cut = end - end % storage::kBucketMs;
    auto whole = sumOf(db, out.keys, out.zone.dayStart(out.nowMs, 1), cut);
    const auto rest = storage::sumOfCalls(db, out.keys, cut, end);
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
    const auto buckets = storage::bucketsOf(db, out.keys, from, out.nowMs + 1);
    if (!buckets)
        return base::fail(buckets.error());
    for (const auto &[startMs, bucket] : *buckets) {
        if (startMs >= dayStart)
            out.today += bucket;
        if (startMs >= trendStart(out.nowMs))
            out.recent.emplace(startMs, bucket);
    }
    return {};
}

/// The days of some keys' calls, out of one reading: there are no sums to be had day by day.
base::Result<> readOwnDays(storage::Database &db, Dashboard &out)
{
    for (int before = kTrendDays - 1; before >= 0; --before)
        out.days.emplace_back(out.zone.dayStart(out.nowMs, before), storage::UsageBucket{});
    const auto sums = storage::usageTotals(db, out.keys, out.days.front().first, out.zone.dayStart(out.nowMs, -1),
                                           storage::GroupBy::Bucket);
    if (!sums)
        return base::fail(sums.error());
    for (const storage::UsageTotal &total : *sums) {
        const auto next = std::ranges::upper_bound(out.days, total.bucketMs, {},
                                                   &std::pair<std::int64_t, storage::UsageBucket>::first);
        if (next != out.days.begin())
            std::prev(next)->second.sums += total.sums;
    }
    return {};
}

base::Result<> readDays(storage::Database &db, Dashboard &out)
{
    if (!out.keys.isAll())
        return readOwnDays(db, out);
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
    auto found = storage::windowOfRequests(db, {.keys = out.keys, .limit = kFailoversShown, .failover = true}, {}, 0,
                                           storage::Counting::No);
    if (!found)
        return base::fail(std::move(found.error()));
    out.failovers = std::move(found->rows);
    return {};
}

base::Result<> readStores(storage::Database &db, Dashboard &out, std::vector<storage::ProviderTraffic> &traffic)
{
    const std::int64_t dayStart = out.zone.dayStart(out.nowMs);
    Reading reading;
    reading.take(out.activeKeys, storage::activeKeys(db, out.keys, out.nowMs - kActiveMs));
    if (!out.keys.isAll())
        reading.take(out.openCalls, storage::openCalls(db, out.keys));
    reading.take(out.yesterday, readYesterday(db, out));
    reading.take(out.models, storage::modelTraffic(db, out.keys, dayStart));
    reading.take(traffic, storage::providerTraffic(db, out.keys, dayStart));
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

base::Result<Dashboard> readDashboard(storage::Database &db, DashboardTerms terms,
                                      std::span<const model::Provider> providers)
{
    Dashboard out{.zone = std::move(terms.zone), .keys = std::move(terms.keys), .nowMs = terms.nowMs};
    std::vector<storage::ProviderTraffic> traffic;
    auto done = db.usage().transaction([&] { return readStores(db, out, traffic); },
                                       storage::Access::ReadOnly); // all of it as of one moment
    if (!done)
        return base::fail(std::move(done.error()));
    const Health health = healthOf(traffic, providers);
    out.enabledProviders = std::ranges::count_if(providers, [&](const model::Provider &provider) {
        return provider.enabled
               && (out.keys.isAll()
                   || std::ranges::find(traffic, provider.id, &storage::ProviderTraffic::providerId) != traffic.end());
    });
    out.healthyProviders = health.healthy;
    out.health = health.share;
    return out;
}

Outcome getDashboard(const Context &context)
{
    auto zone = Zone::of(context.request.queryValue("zone"));
    auto keys = scopeOf(context);
    if (!zone || !keys)
        return base::fail(std::move(zone ? keys.error() : zone.error()));
    const Backstage &gateway = context.gateway;
    const auto plan = gateway.plan.current();
    DashboardTerms terms{.zone = std::move(*zone), .keys = std::move(*keys), .nowMs = gateway.clock.wallMillis()};
    auto dashboard = readDashboard(context.db, std::move(terms), plan->providers);
    if (!dashboard)
        return base::fail(std::move(dashboard.error()));
    const ListenerControl *listener = gateway.listener();
    if (listener && dashboard->keys.isAll())
        dashboard->openCalls = listener->openCalls();
    for (model::Budget &budget : budgetsNow(*plan, dashboard->nowMs)) {
        const auto shows = mayShow(context, budget);
        if (!shows)
            return base::fail(shows.error());
        if (*shows)
            dashboard->budgets.push_back(std::move(budget));
    }
    return toJson(*dashboard);
}

} // namespace admin
