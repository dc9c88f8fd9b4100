#include "admin/own_limits.h"

#include "admin/backstage.h"
#include "admin/limit_use.h"
#include "base/boot_clock.h"
#include "base/text.h"

namespace admin {

using base::Json;

Json ownLimits(const Context &context)
{
    Json out = Json::array();
    const auto plan = context.gateway.plan.current();
    if (!plan->limitSet)
        return out;
    const std::int64_t wallMs = context.gateway.clock.wallMillis();
    const auto limits = plan->limitSet->ofCaller(context.request.caller.id);
    for (const LimitUse &use : limitUses(limits, base::systemBootClock().millis()))
        out.push_back({{"scope", use.scope},
                       {"name", use.name},
                       {"kind", use.kind},
                       {"limit", use.limit},
                       {"remaining", use.remaining()},
                       {"full_at", use.fullInMs ? Json(base::rfc3339(wallMs + *use.fullInMs)) : Json(nullptr)}});
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
