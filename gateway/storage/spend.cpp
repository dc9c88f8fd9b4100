#include "storage/spend.h"

#include "model/budget.h"
#include "storage/people.h"

namespace storage {

using namespace Qt::StringLiterals;

base::Result<> addSpend(Database &db, const Spend &spend)
{
    for (const auto &[key, nanos] : spend) {
        auto upsert = db.usage().prepare("INSERT INTO spend_rollups (kind, subject, bucket_ms, cost_nanos) "
                                         "VALUES (:kind, :subject, :bucket, :cost) "
                                         "ON CONFLICT (kind, subject, bucket_ms) DO UPDATE "
                                         "SET cost_nanos = cost_nanos + excluded.cost_nanos");
        if (!upsert)
            return base::fail(std::move(upsert.error()));
        upsert->bind(u":kind"_s, std::string_view(key.kind));
        upsert->bind(u":subject"_s, std::string_view(key.subject));
        upsert->bind(u":bucket"_s, key.bucketMs);
        upsert->bind(u":cost"_s, nanos);
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "adding to what was spent");
    }
    return {};
}

base::Result<std::int64_t> spentOn(Database &db, std::string_view kind, std::string_view subject, std::int64_t fromMs,
                                   std::int64_t toMs)
{
    const bool ofUser = kind == model::toWord(model::BudgetScope::User);
    const bool ofTeam = kind == model::toWord(model::BudgetScope::Team);
    const std::string id(subject);
    const auto keys = ofUser   ? keysOwnedBy(db, {.userId = id})
                      : ofTeam ? keysOwnedBy(db, {.teamId = id})
                               : base::Result<KeyScope>(KeyScope::only({id}));
    if (!keys)
        return base::fail(keys.error());
    auto select = db.usage().prepare("SELECT coalesce(sum(cost_nanos), 0) FROM spend_rollups WHERE kind = :kind "
                                     "AND subject IN (SELECT value FROM json_each(:subjects)) "
                                     "AND bucket_ms >= :from AND bucket_ms < :to");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":kind"_s, ofUser || ofTeam ? model::toWord(model::BudgetScope::Key) : kind);
    select->bind(u":subjects"_s, std::string_view(keys->json()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "adding up what was spent");
    return out;
}

} // namespace storage
