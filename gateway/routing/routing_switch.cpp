#include "routing/routing_switch.h"

#include <utility>

namespace routing {
namespace {

using base::Json;

void putOnClocksOf(const base::Moment &now, RoutingSwitch &state)
{
    if (state.pending)
        state.pending->at = state.pending->at.onClocksOf(now);
    if (state.cooldown)
        state.cooldown = state.cooldown->onClocksOf(now);
}

Json toJson(const PendingChange &pending)
{
    return {{"id", pending.wish.id},
            {"value", pending.wish.value},
            {"by", pending.wish.by},
            {"reason", pending.wish.reason},
            {"at", base::toJson(pending.at)}};
}

PendingChange pendingFrom(const Json &json)
{
    return {{base::textOr(base::at(json, "id")), base::truthOr(base::at(json, "value")),
             base::textOr(base::at(json, "by")), base::textOr(base::at(json, "reason"))},
            base::deadlineFrom(base::at(json, "at"))};
}

} // namespace

std::optional<SwitchWish> settle(RoutingSwitch &state, const model::SwitchTimes &times, const base::Moment &now)
{
    putOnClocksOf(now, state);
    std::optional<SwitchWish> out;
    if (state.pending && state.pending->at.leftMs(now) == 0) {
        const base::Deadline at = state.pending->at;
        out = std::exchange(state.pending, std::nullopt)->wish;
        state.value = out->value;
        state.by = out->by;
        state.reason = out->reason;
        state.sinceMs = now.wallMs - at.overMs(now);
        state.cooldown = at.followedBy(times.cooldownMs);
    }
    if (state.cooldown && state.cooldown->leftMs(now) == 0)
        state.cooldown.reset();
    return out;
}

std::optional<RefusedChange> ask(RoutingSwitch &state, SwitchWish wish, const model::SwitchTimes &times,
                                 const base::Moment &now)
{
    if (state.pending)
        return RefusedChange{SwitchRefusal::ChangePending, state.pending->at.leftMs(now)};
    if (state.cooldown)
        return RefusedChange{SwitchRefusal::CoolingDown, state.cooldown->leftMs(now)};
    if (wish.value != state.value)
        state.pending = {std::move(wish), base::Deadline::after(now, times.delayMs)};
    return std::nullopt;
}

std::optional<RefusedChange> undo(RoutingSwitch &state)
{
    if (!state.pending)
        return RefusedChange{SwitchRefusal::NothingPending, 0};
    state.pending.reset();
    return std::nullopt;
}

base::Json toJson(const RoutingSwitch &state)
{
    return {{"value", state.value},
            {"since_ms", state.sinceMs},
            {"by", state.by},
            {"reason", state.reason},
            {"pending", state.pending ? toJson(*state.pending) : Json(nullptr)},
            {"cooldown", state.cooldown ? base::toJson(*state.cooldown) : Json(nullptr)}};
}

RoutingSwitch routingSwitchFrom(const base::Json &json)
{
    RoutingSwitch out{.value = base::truthOr(base::at(json, "value"), true),
                      .sinceMs = base::integerOr(base::at(json, "since_ms")),
                      .by = base::textOr(base::at(json, "by")),
                      .reason = base::textOr(base::at(json, "reason"))};
    if (const Json &pending = base::at(json, "pending"); pending.is_object())
        out.pending = pendingFrom(pending);
    if (const Json &cooldown = base::at(json, "cooldown"); cooldown.is_object())
        out.cooldown = base::deadlineFrom(cooldown);
    return out;
}

} // namespace routing
