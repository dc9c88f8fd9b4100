#include "admin/own_limits.h"

#include <algorithm>

#include "admin/backstage.h"
#include "base/boot_clock.h"
#include "base/text.h"
#include "ledger/limit_set.h"

namespace admin {
namespace {

using base::Json;
using ledger::LimitKind;

constexpr std::string_view scopeWord(ledger::LimitScope scope)
{
    using enum ledger::LimitScope;
    switch (scope) {
    case Key:
        return "key";
    case User:
        return "user";
    case Team:
        return "team";
    case Model:
        return "model";
    case Provider:
        break;
    }
    return "provider";
}

Json row(const ledger::LiveLimit &limit, std::string_view kind, std::int64_t most, std::int64_t left)
{
    return {{"scope", scopeWord(limit.scope)},
            {"name", limit.name},
            {"kind", kind},
            {"limit", most},
            {"remaining", std::max<std::int64_t>(0, left)},
            {"full_at", nullptr}};
}

void addMinute(Json &to, const Context &context, const ledger::LiveLimit &limit, LimitKind kind)
{
    const std::int64_t bootMs = base::systemBootClock().millis();
    const auto left = ledger::LimitSet::left({&limit, 1}, kind, bootMs);
    if (!left)
        return;
    const bool requests = kind == LimitKind::Requests;
    to.push_back(row(limit, requests ? "requests_per_minute" : "tokens_per_minute", left->most, left->left));
    if (left->left < left->most)
        to.back()["full_at"] = base::rfc3339(context.gateway.clock.wallMillis() + left->fullInMs);
}

} // namespace

Json ownLimits(const Context &context)
{
    Json out = Json::array();
    const auto plan = context.gateway.plan.current();
    if (!plan->limitSet)
        return out;
    for (const ledger::LiveLimit &limit : plan->limitSet->ofCaller(context.request.caller.id)) {
        addMinute(out, context, limit, LimitKind::Requests);
        addMinute(out, context, limit, LimitKind::Tokens);
        if (const std::int64_t most = limit.terms.concurrentCalls; most > 0)
            out.push_back(row(limit, "concurrent_calls", most, most - limit.meter->open.load()));
    }
    return out;
}

Json ownLimitsSchema()
{
    return {{"type", "array"},
            {"items", {{"type", "object"}}},
            {"description",
             "The rate limits of the key, its user and its team: scope (key, user, team), name, kind "
             "(requests_per_minute, tokens_per_minute, concurrent_calls), limit, remaining, and full_at, "
             "when all of it is there again."}};
}

} // namespace admin
