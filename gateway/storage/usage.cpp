#include "storage/usage.h"

#include "storage/resource.h"
#include "storage/usage_columns.h"

namespace storage {

namespace {

template <std::size_t... At>
std::vector<Column<UsageSums>> columnsOf(std::index_sequence<At...>)
{
    return {column<UsageSums, kUsageSums[At].member>(kUsageSums[At].name)...};
}

} // namespace

const Table<UsageSums> &sumColumns()
{
    static const Table<UsageSums> table("usage_rollups", columnsOf(std::make_index_sequence<kUsageSums.size()>()));
    return table;
}

std::string forEachSum(std::string_view text)
{
    std::string out;
    for (const UsageSum &sum : kUsageSums) {
        out += out.empty() ? "" : ", ";
        for (const char c : text)
            out += c == '@' ? std::string(sum.name) : std::string(1, c);
    }
    return out;
}

namespace {

/// What a group is keyed, shown and ordered by.
struct Grouping {
    GroupBy group;
    const char *key;
    const char *name;
    const char *bucket;
    const char *order;
};

constexpr const char *kDearestFirst = "sum(cost_nanos) DESC, 1";
constexpr Grouping kGroupings[] = {
    {GroupBy::None, "''", "''", "0", "1"},
    {GroupBy::Provider, "provider_id", "max(provider_name)", "0", kDearestFirst},
    {GroupBy::Key, "client_key_id", "max(client_key_name)", "0", kDearestFirst},
    {GroupBy::Model, "model", "model", "0", kDearestFirst},
    {GroupBy::Outcome, "outcome", "outcome", "0", kDearestFirst},
    {GroupBy::Day, "''", "''", "bucket_ms - bucket_ms % 86400000", "3"},
    {GroupBy::Bucket, "''", "''", "bucket_ms", "3"},
    {GroupBy::ProviderBucket, "provider_id", "max(provider_name)", "bucket_ms", "3, 1"},
};

std::string totalsSql(GroupBy group, bool allKeys)
{
    const Grouping *row = kGroupings;
    while (row->group != group)
        ++row;
    return std::string("SELECT ") + row->key + ", " + row->name + ", " + row->bucket + ", " + forEachSum("sum(@)")
           + " FROM usage_rollups WHERE bucket_ms >= :from AND bucket_ms < :to"
           + (allKeys ? "" : " AND client_key_id IN (SELECT value FROM json_each(:keys))") + " GROUP BY 1, 3 ORDER BY "
           + row->order;
}

std::int64_t bucketStart(std::int64_t ms)
{
    const std::int64_t into = ms % kBucketMs;
    return ms - (into < 0 ? into + kBucketMs : into);
}

/// Adds one row, or many, to what is there.
std::string upsertSql(const std::string &rows)
{
    return "INSERT INTO usage_rollups (bucket_ms, provider_id, client_key_id, model, outcome, provider_name, "
           "client_key_name, "
           + sumColumns().list() + ") " + rows
           + " ON CONFLICT (bucket_ms, provider_id, client_key_id, model, outcome) DO UPDATE SET "
             "provider_name = excluded.provider_name, client_key_name = excluded.client_key_name, "
           + forEachSum("@ = @ + excluded.@");
}

base::Result<std::int64_t> feedRollups(RowFeed &feed, const Rollups &rollups)
{
    constexpr int kOwn = 7; // columns before the sums
    static const std::string sql =
        upsertSql("SELECT " + RowFeed::columns(sumColumns().columns().size() + kOwn) + " FROM feed WHERE true");
    std::vector<const Rollups::value_type *> rows;
    for (const auto &rollup : rollups)
        rows.push_back(&rollup);
    using Row = const Rollups::value_type *;
    return feed.run(sql, std::span<const Row>(rows), [](Row row, int column, Sink &to) {
        const auto &[key, rollup] = *row;
        if (column == 0)
            return put(to, key.bucketMs);
        if (column >= kOwn)
            return sumColumns().write(column - kOwn, to, rollup.sums);
        const std::string *const texts[] = {&key.providerId, &key.clientKeyId,     &key.model,
                                            &key.outcome,    &rollup.providerName, &rollup.clientKeyName};
        put(to, *texts[column - 1]);
    });
}

} // namespace

UsageSums &UsageSums::operator+=(const UsageSums &other)
{
    for (const UsageSum &sum : kUsageSums)
        this->*sum.member += other.*sum.member;
    return *this;
}

UsageSums &UsageSums::operator-=(const UsageSums &other)
{
    for (const UsageSum &sum : kUsageSums)
        this->*sum.member -= other.*sum.member;
    return *this;
}

base::Result<> addRollups(Database &db, const Rollups &rollups)
{
    if (RowFeed *feed = db.usage().feed()) {
        auto done = feedRollups(*feed, rollups);
        if (!done)
            return base::fail(std::move(done.error()), "adding to the usage sums");
        return {};
    }
    static const std::string sql = upsertSql("VALUES (:bucket, :provider, :key, :model, :outcome, :provider_name, "
                                             ":key_name, "
                                             + sumColumns().values() + ")");
    auto upsert = db.usage().prepare(sql);
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    for (const auto &[key, rollup] : rollups) {
        upsert->bind(u":bucket"_s, key.bucketMs);
        upsert->bind(u":provider"_s, std::string_view(key.providerId));
        upsert->bind(u":key"_s, std::string_view(key.clientKeyId));
        upsert->bind(u":model"_s, std::string_view(key.model));
        upsert->bind(u":outcome"_s, std::string_view(key.outcome));
        upsert->bind(u":provider_name"_s, std::string_view(rollup.providerName));
        upsert->bind(u":key_name"_s, std::string_view(rollup.clientKeyName));
        sumColumns().bind(*upsert, rollup.sums);
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "adding to the usage sums");
    }
    return {};
}

base::Result<std::vector<UsageTotal>> usageTotals(Database &db, const KeyScope &keys, std::int64_t fromMs,
                                                  std::int64_t toMs, GroupBy group)
{
    auto select = db.usage().prepare(totalsSql(group, keys.isAll()));
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, bucketStart(fromMs));
    select->bind(u":to"_s, toMs); // a bucket that begins before `to` is counted whole
    if (!keys.isAll())
        select->bind(u":keys"_s, std::string_view(keys.json()));
    std::vector<UsageTotal> out;
    auto done = select->forEach([&](const Statement &row) {
        out.push_back({row.text(0), row.text(1), row.integer(2), sumColumns().read(row, 3)});
    });
    if (!done)
        return base::fail(std::move(done.error()), "summing up usage");
    return out;
}

} // namespace storage
