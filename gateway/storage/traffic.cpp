#include "storage/traffic.h"

#include <utility>

#include "storage/resource.h"

namespace storage {
namespace {

/// What narrows a condition to the calls of these keys.
std::string ofKeys(const KeyScope &keys)
{
    return keys.isAll() ? "" : " AND client_key_id IN (SELECT value FROM json_each(:keys))";
}

void bindKeys(Statement &to, const KeyScope &keys)
{
    if (!keys.isAll())
        to.bind(u":keys"_s, std::string_view(keys.json()));
}

} // namespace

base::Result<std::int64_t> activeKeys(Database &db, const KeyScope &keys, std::int64_t sinceMs)
{
    // The keys of the last buckets are few; each is then looked up.
    auto select = db.usage().prepare(
        "SELECT count(*) FROM (SELECT client_key_id FROM usage_rollups WHERE bucket_ms > :since - :bucket "
        "UNION SELECT client_key_id FROM open_calls) AS seen "
        "WHERE (EXISTS (SELECT 1 FROM requests WHERE client_key_id = seen.client_key_id AND started_ms >= :since) "
        "OR EXISTS (SELECT 1 FROM open_calls WHERE client_key_id = seen.client_key_id))"
        + ofKeys(keys));
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":since"_s, sinceMs);
    select->bind(u":bucket"_s, kBucketMs);
    bindKeys(*select, keys);
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "counting the keys in use");
    return out;
}

base::Result<std::int64_t> openCalls(Database &db, const KeyScope &keys)
{
    auto select = db.usage().prepare("SELECT count(*) FROM open_calls WHERE true" + ofKeys(keys));
    if (!select)
        return base::fail(std::move(select.error()));
    bindKeys(*select, keys);
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "counting the calls under way");
    return out;
}

base::Result<UsageBucket> sumOfCalls(Database &db, const KeyScope &keys, std::int64_t fromMs, std::int64_t toMs)
{
    const std::string sql =
        "SELECT count(*), sum(outcome IN ('failed', 'partial', 'interrupted')), sum(outcome = 'done'), "
        "sum(outcome = 'done' AND attempts <= 1), sum(attempts), sum(input_tokens), sum(output_tokens), "
        "sum(cost_nanos), sum(duration_us), sum(first_token_us), count(first_token_us) "
        "FROM requests WHERE started_ms >= :from AND started_ms < :to"
        + ofKeys(keys);
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    bindKeys(*select, keys);
    UsageBucket out;
    auto done = select->forEach([&](const Statement &row) {
        out.sums = {.calls = row.integer(0),
                    .errors = row.integer(1),
                    .attempts = row.integer(4),
                    .inputTokens = row.integer(5),
                    .outputTokens = row.integer(6),
                    .costNanos = row.integer(7),
                    .durationUs = row.integer(8),
                    .firstTokenUs = row.integer(9),
                    .firstTokenCalls = row.integer(10)};
        out.okCalls = row.integer(2);
        out.firstChoiceCalls = row.integer(3);
    });
    if (!done)
        return base::fail(std::move(done.error()), "adding up calls");
    return out;
}

base::Result<std::vector<ModelTraffic>> modelTraffic(Database &db, const KeyScope &keys, std::int64_t fromMs)
{
    auto select = db.usage().prepare("SELECT model, sum(calls), sum(input_tokens + output_tokens), sum(cost_nanos) "
                                     "FROM usage_rollups WHERE bucket_ms >= :from"
                                     + ofKeys(keys) + " GROUP BY model ORDER BY 2 DESC, 1");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    bindKeys(*select, keys);
    std::vector<ModelTraffic> out;
    auto done = select->forEach(
        [&](const Statement &row) { out.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3)}); });
    if (!done)
        return base::fail(std::move(done.error()), "adding up models");
    return out;
}

base::Result<std::vector<ProviderTraffic>> providerTraffic(Database &db, const KeyScope &keys, std::int64_t fromMs)
{
    auto select =
        db.usage().prepare("SELECT provider_id, bucket_ms, sum(attempts), sum(failed_attempts) FROM usage_rollups "
                           "WHERE bucket_ms >= :from AND outcome IN ('ok', 'error')"
                           + ofKeys(keys) + " GROUP BY bucket_ms, provider_id ORDER BY bucket_ms");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    bindKeys(*select, keys);
    std::vector<ProviderTraffic> out;
    auto done = select->forEach(
        [&](const Statement &row) { out.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3)}); });
    if (!done)
        return base::fail(std::move(done.error()), "adding up providers");
    return out;
}

} // namespace storage
