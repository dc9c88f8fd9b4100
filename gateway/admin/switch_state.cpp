#include "admin/switch_state.h"

#include "base/text.h"
#include "storage/plans.h"
#include "storage/routing_switch.h"

namespace admin {
namespace {

using base::Json;
using routing::RoutingSwitch;

constexpr std::int64_t kSecond = 1000;

std::int64_t secondsOf(std::int64_t ms)
{
    return (ms + kSecond - 1) / kSecond;
}

/// The plan that the switch has now, under the name of whoever wished for it.
base::Result<> recordSwitched(storage::Database &db, const routing::SwitchWish &wish, std::int64_t nowMs)
{
    const auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    const auto recorded = storage::recordPlan(db, *plan, wish.by, nowMs);
    return recorded ? base::Result<>() : base::Result<>(base::fail(recorded.error()));
}

Json pendingJson(const routing::PendingChange &pending, const base::Moment &now)
{
    const std::int64_t left = pending.at.leftMs(now);
    return {{"value", pending.wish.value},     {"effective_at", base::rfc3339(now.wallMs + left)},
            {"seconds_left", secondsOf(left)}, {"left_ms", left},
            {"delay_ms", pending.at.lengthMs}, {"by", pending.wish.by},
            {"reason", pending.wish.reason}};
}

Json cooldownJson(const base::Deadline &cooldown, const base::Moment &now)
{
    const std::int64_t left = cooldown.leftMs(now);
    return {{"until", base::rfc3339(now.wallMs + left)},
            {"seconds_left", secondsOf(left)},
            {"left_ms", left},
            {"length_ms", cooldown.lengthMs}};
}

} // namespace

base::Result<RoutingSwitch> loadSwitch(storage::Database &db)
{
    const auto json = storage::loadRoutingSwitch(db);
    if (!json)
        return base::fail(json.error());
    return routing::routingSwitchFrom(*json);
}

base::Result<RoutingSwitch> settleSwitch(storage::Database &db, const base::Moment &now)
{
    const auto before = loadSwitch(db);
    const auto times = storage::loadSwitchTimes(db);
    if (!before || !times)
        return base::fail(before ? times.error() : before.error());
    RoutingSwitch state = *before;
    const auto effective = routing::settle(state, *times, now);
    if (state == *before)
        return state;
    if (auto saved = storage::saveRoutingSwitch(db, routing::toJson(state)); !saved)
        return base::fail(saved.error());
    if (!effective)
        return state;
    if (auto told = storage::endSwitchChange(db, effective->id, "effective", state.sinceMs); !told)
        return base::fail(told.error());
    if (auto recorded = recordSwitched(db, *effective, now.wallMs); !recorded)
        return base::fail(recorded.error());
    return state;
}

base::Result<> keepPending(storage::Database &db, const RoutingSwitch &state, const base::Moment &now)
{
    const routing::PendingChange &pending = *state.pending;
    if (auto saved = storage::saveRoutingSwitch(db, routing::toJson(state)); !saved)
        return saved;
    return storage::insertSwitchChange(db, {.id = pending.wish.id,
                                            .askedMs = now.wallMs,
                                            .effectiveMs = now.wallMs + pending.at.leftMs(now),
                                            .value = pending.wish.value,
                                            .outcome = "pending",
                                            .author = pending.wish.by,
                                            .reason = pending.wish.reason});
}

base::Result<> keepUndone(storage::Database &db, const RoutingSwitch &state, const std::string &wishId)
{
    if (auto saved = storage::saveRoutingSwitch(db, routing::toJson(state)); !saved)
        return saved;
    return storage::endSwitchChange(db, wishId, "undone", 0);
}

base::Json switchJson(const RoutingSwitch &state, const base::Moment &now)
{
    const bool locked = state.cooldown && state.cooldown->leftMs(now) > 0;
    return {{"value", state.value},
            {"pending", state.pending ? pendingJson(*state.pending, now) : Json(nullptr)},
            {"cooldown", locked ? cooldownJson(*state.cooldown, now) : Json(nullptr)},
            {"since", state.sinceMs == 0 ? Json(nullptr) : Json(base::rfc3339(state.sinceMs))},
            {"by", state.by},
            {"reason", state.reason}};
}

base::Json switchSchema()
{
    const Json truth = {{"type", "boolean"}};
    const Json text = {{"type", "string"}};
    const Json number = {{"type", "integer"}};
    return {
        {"type", "object"},
        {"properties",
         {{"value", truth},
          {"pending",
           {{"type", {"object", "null"}},
            {"properties",
             {{"value", truth},
              {"effective_at", text},
              {"seconds_left", number},
              {"left_ms", number},
              {"delay_ms", number},
              {"by", text},
              {"reason", text}}}}},
          {"cooldown",
           {{"type", {"object", "null"}},
            {"properties", {{"until", text}, {"seconds_left", number}, {"left_ms", number}, {"length_ms", number}}}}},
          {"since", {{"type", {"string", "null"}}}},
          {"by", text},
          {"reason", text},
          {"plan", {{"type", "integer"}, {"description", "Version of the plan that calls begin with now."}}},
          {"delay_ms", number},
          {"cooldown_ms", number}}}};
}

} // namespace admin
