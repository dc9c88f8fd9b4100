#include "storage/alerts.h"

#include "storage/resource.h"

namespace storage {
namespace {

using model::Alert;

/// A member that is one of a closed set of words, in words that another version may not know.
template <auto Member, auto From>
Column<Alert> word(const char *name)
{
    const QString text = QString::fromLatin1(name);
    return {text, u':' + text, [](Sink &to, const Alert &alert) { to.text(toWord(alert.*Member)); },
            [](Alert &alert, const Statement &from, int at) {
                if (const auto known = From(from.text(at)))
                    alert.*Member = *known;
            }};
}

const Table<Alert> &alerts()
{
    static const Table<Alert> table("alerts", {
                                                  column<Alert, &Alert::id>("id"),
                                                  word<&Alert::kind, model::alertKindFrom>("kind"),
                                                  word<&Alert::severity, model::severityFrom>("severity"),
                                                  column<Alert, &Alert::subject>("subject"),
                                                  column<Alert, &Alert::name>("name"),
                                                  column<Alert, &Alert::detail>("detail"),
                                                  column<Alert, &Alert::value>("value"),
                                                  column<Alert, &Alert::limit>("limit_value"),
                                                  column<Alert, &Alert::level>("level"),
                                                  column<Alert, &Alert::beganMs>("began_ms"),
                                                  column<Alert, &Alert::endedMs>("ended_ms"),
                                                  column<Alert, &Alert::endedBy>("ended_by"),
                                                  column<Alert, &Alert::silencedMs>("silenced_ms"),
                                              });
    return table;
}

std::string conditionsOf(const AlertFilter &filter)
{
    std::string out = "WHERE (ended_ms = 0 OR ended_ms > :from)";
    if (filter.open)
        out += *filter.open ? " AND ended_ms = 0" : " AND ended_ms > 0";
    if (filter.toMs > 0)
        out += " AND began_ms < :to";
    if (filter.kind)
        out += " AND kind = :kind";
    if (filter.severity)
        out += " AND severity = :severity";
    if (!filter.before.empty())
        out += " AND id < :before";
    return out;
}

void bindConditions(Statement &to, const AlertFilter &filter)
{
    to.bind(u":from"_s, filter.fromMs);
    if (filter.toMs > 0)
        to.bind(u":to"_s, filter.toMs);
    if (filter.kind)
        to.bind(u":kind"_s, toWord(*filter.kind));
    if (filter.severity)
        to.bind(u":severity"_s, toWord(*filter.severity));
    if (!filter.before.empty())
        to.bind(u":before"_s, std::string_view(filter.before));
}

} // namespace

base::Result<std::vector<Alert>> openAlerts(Database &db)
{
    return listRows(db.usage(), alerts(), "WHERE ended_ms = 0 ORDER BY id");
}

base::Result<> putAlert(Database &db, const Alert &alert)
{
    auto upsert = db.usage().prepare("INSERT OR REPLACE INTO alerts (" + alerts().list() + ") VALUES ("
                                     + alerts().values() + ")");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    alerts().bind(*upsert, alert);
    if (auto done = upsert->run(); !done)
        return base::fail(std::move(done.error()), "keeping an alert");
    return {};
}

base::Result<Alert> getAlert(Database &db, std::string_view id)
{
    auto found = listRows(db.usage(), alerts(), "WHERE id = :filter", id);
    if (!found)
        return base::fail(std::move(found.error()));
    if (found->empty())
        return base::fail(base::ErrorCode::NotFound, "there is no alert \"" + std::string(id) + "\"");
    return std::move(found->front());
}

base::Result<std::int64_t> newestAlert(Database &db, model::AlertKind kind)
{
    auto select = db.usage().prepare("SELECT coalesce(max(began_ms), 0) FROM alerts WHERE kind = :kind");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":kind"_s, toWord(kind));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "reading the newest alert");
    return out;
}

base::Result<> forgetAlerts(Database &db, std::int64_t nowMs)
{
    auto remove = db.usage().prepare("DELETE FROM alerts WHERE ended_ms > 0 AND (ended_ms < :old OR id <= "
                                     "(SELECT id FROM alerts ORDER BY id DESC LIMIT 1 OFFSET :most))");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":old"_s, nowMs - kAlertHistoryMs);
    remove->bind(u":most"_s, kMostAlerts);
    if (auto done = remove->run(); !done)
        return base::fail(std::move(done.error()), "forgetting old alerts");
    if (remove->changed() == 0)
        return {};
    return db.usage().execute("DELETE FROM alert_notices WHERE alert_id NOT IN (SELECT id FROM alerts)");
}

base::Result<std::vector<Alert>> listAlerts(Database &db, const AlertFilter &filter)
{
    auto select =
        db.usage().prepare(alerts().selectSql() + " " + conditionsOf(filter) + " ORDER BY id DESC LIMIT :limit");
    if (!select)
        return base::fail(std::move(select.error()));
    bindConditions(*select, filter);
    select->bind(u":limit"_s, filter.limit);
    std::vector<Alert> out;
    if (auto done = select->forEach([&](const Statement &row) { out.push_back(alerts().read(row)); }); !done)
        return base::fail(std::move(done.error()), "listing alerts");
    return out;
}

} // namespace storage
