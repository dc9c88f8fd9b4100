#include "storage/usage_buckets.h"

#include <span>

#include "storage/cost_rollups.h"
#include "storage/resource.h"
#include "storage/usage_columns.h"

namespace storage {
namespace {

/// The codes of `latency_rollups.what`.
constexpr std::int64_t kDuration = 0;
constexpr std::int64_t kFirstToken = 1;

struct LatencyRow {
    std::int64_t bucketMs;
    std::int64_t what;
    int slot;
    std::int64_t calls;
};

std::vector<LatencyRow> latencyRows(const UsageBuckets &buckets)
{
    std::vector<LatencyRow> out;
    for (const auto &[bucketMs, bucket] : buckets) {
        for (const auto &[slot, calls] : bucket.duration.slots())
            out.push_back({bucketMs, kDuration, slot, calls});
        for (const auto &[slot, calls] : bucket.firstToken.slots())
            out.push_back({bucketMs, kFirstToken, slot, calls});
    }
    return out;
}

/// Adds one row, or many, to what is there.
std::string latencySql(const std::string &rows)
{
    return "INSERT INTO latency_rollups (bucket_ms, what, slot, calls) " + rows
           + " ON CONFLICT (bucket_ms, what, slot) DO UPDATE SET calls = calls + excluded.calls";
}

base::Result<> feedHistograms(RowFeed &feed, const std::vector<LatencyRow> &rows)
{
    static const std::string sql = latencySql("SELECT c0, c1, c2, c3 FROM feed WHERE true");
    auto done = feed.run(sql, std::span(rows), [](const LatencyRow &row, int column, Sink &to) {
        const std::int64_t values[] = {row.bucketMs, row.what, row.slot, row.calls};
        to.integer(values[column]);
    });
    if (!done)
        return base::fail(std::move(done.error()), "adding to the spans of time");
    return {};
}

base::Result<> addHistograms(Database &db, const std::vector<LatencyRow> &rows)
{
    if (RowFeed *feed = db.usage().feed())
        return feedHistograms(*feed, rows);
    auto upsert = db.usage().prepare(latencySql("VALUES (:bucket, :what, :slot, :calls)"));
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    for (const LatencyRow &row : rows) {
        upsert->bind(u":bucket"_s, row.bucketMs);
        upsert->bind(u":what"_s, row.what);
        upsert->bind(u":slot"_s, row.slot);
        upsert->bind(u":calls"_s, row.calls);
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "adding to the spans of time");
    }
    return {};
}

base::Result<> addSums(Database &db, std::int64_t bucketMs, const UsageBucket &bucket)
{
    static const std::string sql =
        "INSERT INTO usage_buckets (bucket_ms, " + sumColumns().list()
        + ", ok_calls, first_choice_calls) VALUES (:bucket, " + sumColumns().values()
        + ", :ok, :first_choice) ON CONFLICT (bucket_ms) DO UPDATE SET ok_calls = ok_calls + excluded.ok_calls, "
          "first_choice_calls = first_choice_calls + excluded.first_choice_calls, "
        + forEachSum("@ = @ + excluded.@");
    auto upsert = db.usage().prepare(sql);
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":bucket"_s, bucketMs);
    upsert->bind(u":ok"_s, bucket.okCalls);
    upsert->bind(u":first_choice"_s, bucket.firstChoiceCalls);
    sumColumns().bind(*upsert, bucket.sums);
    if (auto done = upsert->run(); !done)
        return base::fail(std::move(done.error()), "adding to the sums of 15 minutes");
    return {};
}

} // namespace

UsageBucket &UsageBucket::operator+=(const UsageBucket &other)
{
    sums += other.sums;
    okCalls += other.okCalls;
    firstChoiceCalls += other.firstChoiceCalls;
    duration += other.duration;
    firstToken += other.firstToken;
    routing += other.routing;
    costs += other.costs;
    return *this;
}

base::Result<> addBuckets(Database &db, const UsageBuckets &buckets)
{
    for (const auto &[bucketMs, bucket] : buckets) {
        if (auto done = addSums(db, bucketMs, bucket); !done)
            return done;
        if (auto done = addRoutingSums(db, bucketMs, bucket.routing); !done)
            return done;
    }
    if (auto done = addCosts(db, buckets); !done)
        return done;
    return addHistograms(db, latencyRows(buckets));
}

base::Result<UsageBucket> sumOfBuckets(Database &db, std::int64_t fromMs, std::int64_t toMs)
{
    static const std::string sql = "SELECT sum(ok_calls), sum(first_choice_calls), " + forEachSum("sum(@)")
                                   + " FROM usage_buckets WHERE bucket_ms >= :from AND bucket_ms < :to";
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    UsageBucket out;
    auto done = select->forEach([&](const Statement &row) {
        out.okCalls = row.integer(0);
        out.firstChoiceCalls = row.integer(1);
        out.sums = sumColumns().read(row, 2);
    });
    if (!done)
        return base::fail(std::move(done.error()), "adding up the sums of 15 minutes");
    return out;
}

base::Result<UsageBuckets> usageBuckets(Database &db, std::int64_t fromMs, std::int64_t toMs)
{
    static const std::string sql = "SELECT bucket_ms, ok_calls, first_choice_calls, " + sumColumns().list()
                                   + " FROM usage_buckets WHERE bucket_ms >= :from AND bucket_ms < :to";
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    UsageBuckets out;
    auto done = select->forEach([&](const Statement &row) {
        UsageBucket &bucket = out[row.integer(0)];
        bucket.okCalls = row.integer(1);
        bucket.firstChoiceCalls = row.integer(2);
        bucket.sums = sumColumns().read(row, 3);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading the sums of 15 minutes");
    return out;
}

base::Result<> addLatencies(Database &db, std::int64_t fromMs, std::int64_t toMs, UsageBuckets &buckets)
{
    auto select = db.usage().prepare("SELECT bucket_ms, what, slot, calls FROM latency_rollups "
                                     "WHERE bucket_ms >= :from AND bucket_ms < :to");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    auto done = select->forEach([&](const Statement &row) {
        UsageBucket &bucket = buckets[row.integer(0)];
        auto &histogram = row.integer(1) == kDuration ? bucket.duration : bucket.firstToken;
        histogram.addTo(static_cast<int>(row.integer(2)), row.integer(3));
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading the spans of time");
    return {};
}

} // namespace storage
