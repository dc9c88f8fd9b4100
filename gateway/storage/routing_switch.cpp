#include "storage/routing_switch.h"

#include <algorithm>

#include "base/text.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::SwitchTimes;

struct TimeRow {
    std::string_view name; ///< Of its row among the settings.
    std::int64_t SwitchTimes::*member;
};

constexpr TimeRow kTimeRows[] = {
    {"switch_delay_ms", &SwitchTimes::delayMs},
    {"switch_cooldown_ms", &SwitchTimes::cooldownMs},
};

const Table<SwitchChange> &changes()
{
    static const Table<SwitchChange> table("routing_switch_history",
                                           {
                                               column<SwitchChange, &SwitchChange::id>("id"),
                                               column<SwitchChange, &SwitchChange::askedMs>("asked_ms"),
                                               column<SwitchChange, &SwitchChange::effectiveMs>("effective_ms"),
                                               column<SwitchChange, &SwitchChange::value>("value"),
                                               column<SwitchChange, &SwitchChange::outcome>("outcome"),
                                               column<SwitchChange, &SwitchChange::author>("author"),
                                               column<SwitchChange, &SwitchChange::reason>("reason"),
                                           });
    return table;
}

} // namespace

base::Result<base::Json> loadRoutingSwitch(Database &db)
{
    auto select = db.config().prepare("SELECT state FROM routing_switch");
    if (!select)
        return base::fail(std::move(select.error()));
    base::Json out = nullptr;
    auto done = select->forEach([&](const Statement &row) {
        if (auto json = base::parseJson(row.text(0)))
            out = std::move(*json);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading the routing switch");
    return out;
}

base::Result<> saveRoutingSwitch(Database &db, const base::Json &state)
{
    auto upsert = db.config().prepare("INSERT INTO routing_switch (id, state) VALUES (1, :state) "
                                      "ON CONFLICT (id) DO UPDATE SET state = excluded.state");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":state"_s, std::string_view(base::dump(state)));
    if (auto done = upsert->run(); !done)
        return base::fail(std::move(done.error()), "keeping the routing switch");
    return {};
}

base::Result<SwitchTimes> loadSwitchTimes(Database &db)
{
    auto select = db.config().prepare("SELECT name, value FROM settings WHERE name LIKE 'switch_%'");
    if (!select)
        return base::fail(std::move(select.error()));
    SwitchTimes out;
    auto done = select->forEach([&](const Statement &row) {
        for (const TimeRow &known : kTimeRows)
            if (const auto number = base::parseInteger(row.text(1)); known.name == row.text(0) && number)
                out.*known.member = std::max<std::int64_t>(0, *number);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading the times of the routing switch");
    return out;
}

base::Result<> saveSwitchTimes(Database &db, const SwitchTimes &times)
{
    for (const TimeRow &known : kTimeRows) {
        auto upsert = db.config().prepare("INSERT INTO settings (name, value) VALUES (:name, :value) "
                                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        if (!upsert)
            return base::fail(std::move(upsert.error()));
        upsert->bind(u":name"_s, known.name);
        upsert->bind(u":value"_s, std::string_view(std::to_string(times.*known.member)));
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "keeping the times of the routing switch");
    }
    return {};
}

base::Result<> insertSwitchChange(Database &db, const SwitchChange &change)
{
    return insertRow(db.config(), changes(), change);
}

base::Result<> endSwitchChange(Database &db, std::string_view id, std::string_view outcome, std::int64_t effectiveMs)
{
    auto update = db.config().prepare("UPDATE routing_switch_history SET outcome = :outcome, effective_ms = :effective "
                                      "WHERE id = :id");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":outcome"_s, outcome);
    update->bind(u":effective"_s, effectiveMs);
    update->bind(u":id"_s, id);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "writing the history of the routing switch");
    return {};
}

base::Result<std::vector<SwitchChange>> listEffectiveChanges(Database &db)
{
    return listRows(db.config(), changes(), "WHERE outcome = 'effective' ORDER BY effective_ms, no");
}

base::Result<std::vector<SwitchChange>> listSwitchChanges(Database &db, std::int64_t limit, std::string_view after)
{
    const std::string page =
        after.empty() ? "" : "WHERE no < (SELECT no FROM routing_switch_history WHERE id = :filter) ";
    return listRows(db.config(), changes(), page + "ORDER BY no DESC LIMIT " + std::to_string(limit), after);
}

} // namespace storage
