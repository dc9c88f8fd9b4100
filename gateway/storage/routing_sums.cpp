#include "storage/routing_sums.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<TargetSums> &sums()
{
    static const Table<TargetSums> table("target_rollups",
                                         {
                                             column<TargetSums, &TargetSums::providerName>("provider_name"),
                                             column<TargetSums, &TargetSums::attempts>("attempts"),
                                             column<TargetSums, &TargetSums::errors>("errors"),
                                             column<TargetSums, &TargetSums::firstTokenUs>("first_token_us"),
                                             column<TargetSums, &TargetSums::firstTokenCalls>("first_token_calls"),
                                             column<TargetSums, &TargetSums::outputTokens>("output_tokens"),
                                             column<TargetSums, &TargetSums::outputUs>("output_us"),
                                         });
    return table;
}

/// `a = a + excluded.a` for each sum; the name is that of the newest.
std::string additions()
{
    std::string out;
    for (const auto &column : sums().columns()) {
        const std::string name = column.name.toStdString();
        const std::string sum = name == "provider_name" ? "" : name + " + ";
        out += (out.empty() ? "" : ", ") + name + " = " + sum + "excluded." + name;
    }
    return out;
}

base::Result<> addTargets(Database &db, std::int64_t bucketMs, const RoutingSums &all)
{
    static const std::string sql = "INSERT INTO target_rollups (bucket_ms, provider_id, model, " + sums().list()
                                   + ") VALUES (:bucket, :provider, :model, " + sums().values()
                                   + ") ON CONFLICT (bucket_ms, provider_id, model) DO UPDATE SET " + additions();
    auto upsert = db.usage().prepare(sql);
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    for (const auto &[target, sum] : all.targets) {
        upsert->bind(u":bucket"_s, bucketMs);
        upsert->bind(u":provider"_s, std::string_view(target.providerId));
        upsert->bind(u":model"_s, std::string_view(target.model));
        sums().bind(*upsert, sum);
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "adding to the sums of targets");
    }
    return {};
}

base::Result<> addDecisions(Database &db, std::int64_t bucketMs, DecidedBy by,
                            const std::map<std::string, std::int64_t, std::less<>> &counts)
{
    auto upsert =
        db.usage().prepare("INSERT INTO decision_rollups (bucket_ms, what, name, calls) "
                           "VALUES (:bucket, :what, :name, :calls) "
                           "ON CONFLICT (bucket_ms, what, name) DO UPDATE SET calls = calls + excluded.calls");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    for (const auto &[name, calls] : counts) {
        upsert->bind(u":bucket"_s, bucketMs);
        upsert->bind(u":what"_s, static_cast<std::int64_t>(by));
        upsert->bind(u":name"_s, std::string_view(name));
        upsert->bind(u":calls"_s, calls);
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "adding to the sums of decisions");
    }
    return {};
}

} // namespace

RoutingSums &RoutingSums::operator+=(const RoutingSums &other)
{
    for (const auto &[name, sum] : other.targets) {
        TargetSums &mine = targets[name];
        mine.attempts += sum.attempts;
        mine.errors += sum.errors;
        mine.firstTokenUs += sum.firstTokenUs;
        mine.firstTokenCalls += sum.firstTokenCalls;
        mine.outputTokens += sum.outputTokens;
        mine.outputUs += sum.outputUs;
        mine.providerName = sum.providerName;
    }
    for (const auto &[name, calls] : other.rules)
        rules[name] += calls;
    for (const auto &[name, calls] : other.strategies)
        strategies[name] += calls;
    return *this;
}

base::Result<> addRoutingSums(Database &db, std::int64_t bucketMs, const RoutingSums &sums)
{
    if (auto done = addTargets(db, bucketMs, sums); !done)
        return done;
    if (auto done = addDecisions(db, bucketMs, DecidedBy::Rule, sums.rules); !done)
        return done;
    return addDecisions(db, bucketMs, DecidedBy::Strategy, sums.strategies);
}

base::Result<std::vector<TargetBucket>> targetBuckets(Database &db, std::int64_t fromMs, std::int64_t toMs,
                                                      std::string_view providerId)
{
    const std::string sql = "SELECT bucket_ms, provider_id, model, " + sums().list()
                            + " FROM target_rollups WHERE bucket_ms >= :from AND bucket_ms < :to "
                            + (providerId.empty() ? "" : "AND provider_id = :provider ")
                            + "ORDER BY bucket_ms, provider_id, model";
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    if (!providerId.empty())
        select->bind(u":provider"_s, providerId);
    std::vector<TargetBucket> out;
    auto done = select->forEach([&](const Statement &row) {
        out.push_back({row.integer(0), {row.text(1), row.text(2)}, sums().read(row, 3)});
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading the sums of targets");
    return out;
}

base::Result<std::vector<DecisionCount>> countDecisions(Database &db, DecidedBy by, std::int64_t fromMs,
                                                        std::int64_t toMs)
{
    auto select = db.usage().prepare("SELECT name, sum(calls) FROM decision_rollups "
                                     "WHERE bucket_ms >= :from AND bucket_ms < :to AND what = :what "
                                     "GROUP BY name ORDER BY 2 DESC, 1");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    select->bind(u":what"_s, static_cast<std::int64_t>(by));
    std::vector<DecisionCount> out;
    if (auto done = select->forEach([&](const Statement &row) { out.push_back({row.text(0), row.integer(1)}); }); !done)
        return base::fail(std::move(done.error()), "reading the sums of decisions");
    return out;
}

base::Result<std::int64_t> countFailovers(Database &db, std::int64_t fromMs, std::int64_t toMs)
{
    auto select = db.usage().prepare("SELECT count(*) FROM requests "
                                     "WHERE attempts > 1 AND started_ms >= :from AND started_ms < :to");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "counting failovers");
    return out;
}

} // namespace storage
