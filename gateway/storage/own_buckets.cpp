#include "storage/own_buckets.h"

#include "storage/resource.h"

namespace storage {
namespace {

/// How calls ended and how long they took is told by each of them: sums by key are without it.
base::Result<> addEnds(Database &db, const KeyScope &keys, std::int64_t fromMs, std::int64_t toMs, UsageBuckets &to)
{
    auto select = db.usage().prepare("SELECT started_ms - started_ms % :bucket, outcome = 'done', attempts <= 1, "
                                     "iif(outcome = 'interrupted', NULL, duration_us), first_token_us FROM requests "
                                     "WHERE client_key_id IN (SELECT value FROM json_each(:keys)) "
                                     "AND started_ms >= :from AND started_ms < :to");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":bucket"_s, kBucketMs);
    select->bind(u":keys"_s, std::string_view(keys.json()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    return select->forEach([&](const Statement &row) {
        UsageBucket &bucket = to[row.integer(0)];
        const std::int64_t ok = row.integer(1);
        bucket.okCalls += ok;
        bucket.firstChoiceCalls += ok * row.integer(2);
        if (const auto duration = row.maybeInteger(3))
            bucket.duration.add(*duration);
        if (const auto firstToken = row.maybeInteger(4))
            bucket.firstToken.add(*firstToken);
    });
}

} // namespace

base::Result<UsageBuckets> bucketsOf(Database &db, const KeyScope &keys, std::int64_t fromMs, std::int64_t toMs)
{
    UsageBuckets out;
    auto done = keys.isAll() ? addLatencies(db, fromMs, toMs, out) : addEnds(db, keys, fromMs, toMs, out);
    if (!done)
        return base::fail(std::move(done.error()));
    if (keys.isAll()) {
        auto sums = usageBuckets(db, fromMs, toMs);
        if (!sums)
            return base::fail(std::move(sums.error()));
        for (const auto &[startMs, bucket] : *sums)
            out[startMs] += bucket;
        return out;
    }
    const auto sums = usageTotals(db, keys, fromMs, toMs, GroupBy::Bucket);
    if (!sums)
        return base::fail(sums.error());
    for (const UsageTotal &total : *sums)
        out[total.bucketMs].sums = total.sums;
    return out;
}

} // namespace storage
