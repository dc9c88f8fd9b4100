#include "storage/routing_switch.h"
#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/query.h"
#include "admin/switch_state.h"
#include "base/id.h"

namespace admin {
namespace {

using base::Json;

constexpr std::size_t kLongestReason = 500;
constexpr std::int64_t kMostRows = 1000;

struct Refusal {
    const char *code;
    const char *words;
};

Refusal wordsOf(routing::SwitchRefusal why)
{
    using enum routing::SwitchRefusal;
    switch (why) {
    case ChangePending:
        return {"change_pending", "a change is pending already; undo it, or wait for it"};
    case CoolingDown:
        return {"cooldown_active", "the switch was changed lately and is locked for a while"};
    case NothingPending:
        break;
    }
    return {"nothing_pending", "there is no pending change to undo"};
}

/// Errors: Conflict always, with the time left for programs.
Outcome refuse(const Context &context, const routing::RefusedChange &refused)
{
    const Refusal words = wordsOf(refused.why);
    const std::int64_t seconds = (refused.leftMs + 999) / 1000;
    std::string message = words.words;
    if (seconds > 0)
        message += "; " + std::to_string(seconds) + " s left";
    if (ErrorFacts *facts = context.request.errorFacts.get()) {
        facts->code = words.code;
        if (seconds > 0) {
            facts->members = {{"retry_after_s", seconds}};
            facts->headers = "retry-after: " + std::to_string(seconds) + "\r\n";
        }
    }
    return base::fail(base::ErrorCode::Conflict, message);
}

/// What a settled switch becomes. Errors: Unprocessable.
base::Result<routing::SwitchWish> wishOf(const Context &context, const routing::RoutingSwitch &state,
                                         std::int64_t nowMs)
{
    const Json &body = context.request.body;
    for (const auto &[name, given] : body.items())
        if (name != "value" && name != "reason")
            return wrongParameter(name, "is no field of this; give value and reason, or nothing");
    const Json &value = base::at(body, "value");
    const Json &reason = base::at(body, "reason");
    if (!value.is_null() && !value.is_boolean())
        return wrongParameter("value", "must be true or false");
    if (!reason.is_null() && !reason.is_string())
        return wrongParameter("reason", "must be text");
    if (base::textOr(reason).size() > kLongestReason)
        return wrongParameter("reason", "is longer than " + std::to_string(kLongestReason) + " bytes");
    return routing::SwitchWish{.id = base::makeId("swc_", nowMs),
                               .value = base::truthOr(value, !state.value),
                               .by = context.request.caller.name,
                               .reason = base::textOr(reason)};
}

Outcome shown(const Context &context, const routing::RoutingSwitch &state, const base::Moment &now)
{
    const auto times = storage::loadSwitchTimes(context.db);
    if (!times)
        return base::fail(times.error());
    Json out = switchJson(state, now);
    out["plan"] = context.gateway.plan.current()->version;
    out["delay_ms"] = times->delayMs;
    out["cooldown_ms"] = times->cooldownMs;
    return out;
}

Json changeJson(const storage::SwitchChange &change)
{
    return {{"id", change.id},
            {"asked_at", base::rfc3339(change.askedMs)},
            {"effective_at", change.effectiveMs == 0 ? Json(nullptr) : Json(base::rfc3339(change.effectiveMs))},
            {"value", change.value},
            {"outcome", change.outcome},
            {"by", change.author},
            {"reason", change.reason}};
}

} // namespace

Outcome getRoutingSwitch(const Context &context)
{
    const auto state = loadSwitch(context.db);
    if (!state)
        return base::fail(state.error());
    return shown(context, *state, base::momentNow());
}

/// Without a delay it holds with the commit, which is when the newest plan is published.
Outcome toggleRouting(const Context &context)
{
    const base::Moment now = base::momentNow();
    auto state = settleSwitch(context.db, now);
    const auto times = storage::loadSwitchTimes(context.db);
    if (!state || !times)
        return base::fail(state ? times.error() : state.error());
    auto wish = wishOf(context, *state, now.wallMs);
    if (!wish)
        return base::fail(wish.error());
    if (const auto refused = routing::ask(*state, std::move(*wish), *times, now))
        return refuse(context, *refused);
    if (!state->pending)
        return shown(context, *state, now);
    if (auto kept = keepPending(context.db, *state, now); !kept)
        return base::fail(kept.error());
    state = settleSwitch(context.db, now);
    return state ? shown(context, *state, now) : Outcome(base::fail(state.error()));
}

Outcome undoRouting(const Context &context)
{
    const base::Moment now = base::momentNow();
    auto state = settleSwitch(context.db, now);
    if (!state)
        return base::fail(state.error());
    const std::string wishId = state->pending ? state->pending->wish.id : std::string();
    if (const auto refused = routing::undo(*state))
        return refuse(context, *refused);
    if (auto kept = keepUndone(context.db, *state, wishId); !kept)
        return base::fail(kept.error());
    return shown(context, *state, now);
}

Outcome listRoutingChanges(const Context &context)
{
    const auto limit = numberOf(context.request, "limit", 1, kMostRows, 50);
    if (!limit)
        return base::fail(limit.error());
    const auto rows = storage::listSwitchChanges(context.db, *limit + 1, context.request.queryValue("after"));
    if (!rows)
        return base::fail(rows.error());
    Json out = Json::array();
    for (const storage::SwitchChange &change : *rows)
        if (std::ssize(out) < *limit)
            out.push_back(changeJson(change));
    Json next = std::ssize(*rows) > *limit ? out.back()["id"] : Json(nullptr);
    return listOf(std::move(out), std::move(next));
}

} // namespace admin
