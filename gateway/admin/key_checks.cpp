#include <algorithm>
#include <span>

#include "admin/availability.h"
#include "admin/backstage.h"
#include "admin/check_state.h"
#include "admin/collection.h"
#include "storage/check_settings.h"

/// Single keys as checks and calls find them, and checks on demand.
namespace admin {
namespace {

using base::Json;

constexpr std::size_t kAtOnce = 16;

base::Result<Json> withAvailability(const Context &context, const jobs::CheckTarget &target,
                                    const model::CheckSettings &settings)
{
    const std::int64_t nowMs = context.gateway.clock.wallMillis();
    const auto outages = outagesOf(context.db, target, nowMs);
    if (!outages)
        return base::fail(outages.error());
    Json out = healthRow(context, target, settings);
    out["availability"] = availabilityJson(*outages, nowMs);
    return out;
}

} // namespace

Outcome getKeyHealth(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const auto target = targetNamed(*plan, context.request.pathValue("id"));
    if (!target)
        return base::fail(target.error());
    const auto settings = storage::loadCheckSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    return withAvailability(context, *target, *settings);
}

Outcome checkKeyNow(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const auto target = targetNamed(*plan, context.request.pathValue("id"));
    if (!target)
        return base::fail(target.error());
    if (jobs::isBuiltIn(*target->provider))
        return base::fail(base::ErrorCode::Unprocessable,
                          "the sandbox is inside this program: there is nothing to check");
    const auto settings = storage::loadCheckSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    context.gateway.checker.check(*plan, std::span(&*target, 1), *settings, &context.gateway.ending);
    return withAvailability(context, *target, *settings);
}

Outcome checkKeysNow(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const auto settings = storage::loadCheckSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const std::vector<jobs::CheckTarget> targets = jobs::checkTargets(*plan);
    for (std::size_t at = 0; at < targets.size() && !context.abandoned(); at += kAtOnce)
        context.gateway.checker.check(*plan, std::span(targets).subspan(at, std::min(kAtOnce, targets.size() - at)),
                                      *settings, &context.gateway.ending);
    Json rows = Json::array();
    for (const jobs::CheckTarget &target : targets)
        rows.push_back(healthRow(context, target, *settings));
    return listOf(std::move(rows));
}

} // namespace admin
