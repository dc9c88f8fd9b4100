#include "storage/health_history.h"

#include "storage/resource.h"

namespace storage {
namespace {

constexpr std::string_view kMarkedByCheck = "check";

const Table<KeyOutage> &outages()
{
    static const Table<KeyOutage> table("health_history", {
                                                              column<KeyOutage, &KeyOutage::providerId>("provider_id"),
                                                              column<KeyOutage, &KeyOutage::keyId>("key_id"),
                                                              column<KeyOutage, &KeyOutage::model>("model"),
                                                              column<KeyOutage, &KeyOutage::kind>("kind"),
                                                              column<KeyOutage, &KeyOutage::beganMs>("began_ms"),
                                                              column<KeyOutage, &KeyOutage::endsMs>("ends_ms"),
                                                              column<KeyOutage, &KeyOutage::reason>("reason"),
                                                              column<KeyOutage, &KeyOutage::source>("source"),
                                                              column<KeyOutage, &KeyOutage::endedBy>("ended_by"),
                                                          });
    return table;
}

base::Result<> forget(Database &db, std::int64_t nowMs)
{
    auto remove = db.usage().prepare("DELETE FROM health_history WHERE ends_ms < :old OR no <= "
                                     "(SELECT max(no) FROM health_history) - :most");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":old"_s, nowMs - kHealthHistoryMs);
    remove->bind(u":most"_s, kMostHealthHistory);
    return remove->run();
}

/// True when there was one to go on.
base::Result<bool> prolong(Database &db, const KeyOutage &outage)
{
    auto update = db.usage().prepare("UPDATE health_history SET ends_ms = max(ends_ms, :ends) WHERE ends_ms > :at "
                                     "AND provider_id = :provider AND key_id = :key AND model = :model "
                                     "AND kind = :kind AND reason = :reason AND source = :source");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":ends"_s, outage.endsMs);
    update->bind(u":at"_s, outage.beganMs);
    update->bind(u":provider"_s, std::string_view(outage.providerId));
    update->bind(u":key"_s, std::string_view(outage.keyId));
    update->bind(u":model"_s, std::string_view(outage.model));
    update->bind(u":kind"_s, std::string_view(outage.kind));
    update->bind(u":reason"_s, std::string_view(outage.reason));
    update->bind(u":source"_s, std::string_view(outage.source));
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()));
    return update->changed() > 0;
}

} // namespace

base::Result<> beginKeyOutage(Database &db, const KeyOutage &outage)
{
    auto done = db.usage().transaction([&]() -> base::Result<> {
        if (outage.source == kMarkedByCheck) {
            const auto goesOn = prolong(db, outage);
            if (!goesOn)
                return base::fail(goesOn.error());
            if (*goesOn)
                return {};
        }
        if (auto ended = endKeyOutage(db, outage, outage.beganMs, "replaced"); !ended)
            return ended;
        if (auto made = insertRow(db.usage(), outages(), outage); !made)
            return made;
        return forget(db, outage.beganMs);
    });
    if (!done)
        return base::fail(std::move(done.error()), "keeping that a key is out of use");
    return {};
}

base::Result<> endKeyOutage(Database &db, const KeyOutage &which, std::int64_t atMs, std::string_view by)
{
    auto update =
        db.usage().prepare("UPDATE health_history SET ends_ms = max(began_ms, :at), ended_by = :by WHERE ends_ms > :at "
                           "AND provider_id = :provider AND key_id = :key AND model = :model AND kind = :kind");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":at"_s, atMs);
    update->bind(u":by"_s, by);
    update->bind(u":provider"_s, std::string_view(which.providerId));
    update->bind(u":key"_s, std::string_view(which.keyId));
    update->bind(u":model"_s, std::string_view(which.model));
    update->bind(u":kind"_s, std::string_view(which.kind));
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "keeping that a key is back");
    return {};
}

base::Result<> endKeyOutages(Database &db, std::string_view kind, std::int64_t atMs, std::string_view by)
{
    auto update = db.usage().prepare("UPDATE health_history SET ends_ms = max(began_ms, :at), ended_by = :by "
                                     "WHERE ends_ms > :at AND kind = :kind");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":at"_s, atMs);
    update->bind(u":by"_s, by);
    update->bind(u":kind"_s, kind);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "keeping that keys are back");
    return {};
}

base::Result<std::vector<OutageSpan>> outageSpans(Database &db, std::int64_t fromMs, std::int64_t toMs)
{
    auto select = db.usage().prepare("SELECT provider_id, key_id, model = '', began_ms, ends_ms FROM health_history "
                                     "WHERE ends_ms > :from AND began_ms < :to AND kind <> 'hold' ORDER BY began_ms");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":to"_s, toMs);
    std::vector<OutageSpan> out;
    auto done = select->forEach([&](const Statement &row) {
        out.push_back({.providerId = row.text(0),
                       .keyId = row.text(1),
                       .wholeKey = row.integer(2) != 0,
                       .beganMs = row.integer(3),
                       .endsMs = row.integer(4)});
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading when keys were out of use");
    return out;
}

base::Result<std::vector<KeyOutage>> listKeyOutages(Database &db, const OutageFilter &filter)
{
    auto select = db.usage().prepare("SELECT " + outages().list()
                                     + ", no FROM health_history WHERE ends_ms > :from AND began_ms < :to "
                                       "AND (:provider = '' OR provider_id = :provider) "
                                       "AND (:key = '' OR key_id = :key) AND (:before = 0 OR no < :before) "
                                       "ORDER BY no DESC LIMIT :limit");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, filter.fromMs);
    select->bind(u":to"_s, filter.toMs);
    select->bind(u":provider"_s, std::string_view(filter.providerId));
    select->bind(u":key"_s, std::string_view(filter.keyId));
    select->bind(u":before"_s, filter.beforeNo);
    select->bind(u":limit"_s, filter.limit);
    std::vector<KeyOutage> out;
    const int number = static_cast<int>(outages().columns().size());
    auto done = select->forEach([&](const Statement &row) {
        out.push_back(outages().read(row));
        out.back().no = row.integer(number);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading when keys were out of use");
    return out;
}

} // namespace storage
