#include "storage/rules.h"

#include "storage/resource.h"

namespace storage {

using model::Rule;

// Found by the columns below.
static void put(Sink &to, const std::same_as<base::Json> auto &value)
{
    to.madeText(base::dump(value));
}
static void take(base::Json &value, const Statement &from, int column)
{
    auto json = base::parseJson(from.text(column));
    value = json ? std::move(*json) : base::Json(nullptr);
}

namespace {

const Table<Rule> &rules()
{
    static const Table<Rule> table("routing_rules", {
                                                        column<Rule, &Rule::id>("id"),
                                                        column<Rule, &Rule::name>("name"),
                                                        column<Rule, &Rule::priority>("priority"),
                                                        column<Rule, &Rule::enabled>("enabled"),
                                                        column<Rule, &Rule::when>("condition"),
                                                        column<Rule, &Rule::then>("actions"),
                                                        column<Rule, &Rule::createdMs>("created_ms"),
                                                        column<Rule, &Rule::version>("version"),
                                                    });
    return table;
}

constexpr const char *kOrder = "ORDER BY priority, created_ms, id";

} // namespace

base::Result<std::vector<Rule>> listRules(Database &db)
{
    return listRows(db.config(), rules(), kOrder);
}
base::Result<Rule> getRule(Database &db, std::string_view id)
{
    return getRow(db.config(), rules(), id);
}
base::Result<> insertRule(Database &db, const Rule &rule)
{
    return insertRow(db.config(), rules(), rule);
}
base::Result<Rule> updateRule(Database &db, Rule rule)
{
    return updateRow(db.config(), rules(), std::move(rule));
}
base::Result<> removeRule(Database &db, std::string_view id)
{
    return removeRow(db.config(), rules(), id);
}

base::Result<std::int64_t> nextRulePriority(Database &db)
{
    auto select = db.config().prepare("SELECT coalesce(max(priority), 0) + 1 FROM routing_rules");
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 1;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "looking for the last rule");
    return out;
}

base::Result<> makeRoomForRule(Database &db, std::int64_t priority, std::string_view exceptId)
{
    auto update = db.config().prepare("UPDATE routing_rules SET priority = priority + 1, version = version + 1 "
                                      "WHERE priority >= :priority AND id != :id AND EXISTS (SELECT 1 FROM "
                                      "routing_rules WHERE priority = :priority AND id != :id)");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":priority"_s, priority);
    update->bind(u":id"_s, exceptId);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "moving rules on");
    return {};
}

base::Result<> orderRules(Database &db, std::span<const std::string> ids)
{
    auto update = db.config().prepare("UPDATE routing_rules SET priority = :priority, version = version + 1 "
                                      "WHERE id = :id AND priority != :priority");
    if (!update)
        return base::fail(std::move(update.error()));
    std::int64_t priority = 0;
    for (const std::string &id : ids) {
        update->bind(u":priority"_s, ++priority);
        update->bind(u":id"_s, std::string_view(id));
        if (auto done = update->run(); !done)
            return base::fail(std::move(done.error()), "ordering rules");
    }
    return {};
}

base::Result<std::vector<RuleHit>> listRuleHits(Database &db)
{
    auto select = db.config().prepare("SELECT rule_id, hits, last_hit_ms FROM rule_hits");
    if (!select)
        return base::fail(std::move(select.error()));
    std::vector<RuleHit> out;
    auto done =
        select->forEach([&](const Statement &row) { out.push_back({row.text(0), row.integer(1), row.integer(2)}); });
    if (!done)
        return base::fail(std::move(done.error()), "reading how often rules matched");
    return out;
}

base::Result<> saveRuleHits(Database &db, std::span<const RuleHit> hits)
{
    auto upsert = db.config().prepare("INSERT INTO rule_hits (rule_id, hits, last_hit_ms) "
                                      "SELECT id, :hits, :last FROM routing_rules WHERE id = :id "
                                      "ON CONFLICT (rule_id) DO UPDATE SET hits = excluded.hits, "
                                      "last_hit_ms = excluded.last_hit_ms");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    return db.config().transaction([&]() -> base::Result<> {
        for (const RuleHit &hit : hits) {
            upsert->bind(u":id"_s, std::string_view(hit.id));
            upsert->bind(u":hits"_s, hit.hits);
            upsert->bind(u":last"_s, hit.lastMs);
            if (auto done = upsert->run(); !done)
                return base::fail(std::move(done.error()), "keeping how often rules matched");
        }
        return {};
    });
}

} // namespace storage
