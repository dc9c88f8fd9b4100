#include <limits>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/plan_diff.h"
#include "admin/plan_restore.h"
#include "admin/query.h"
#include "storage/plans.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kMostRows = 1000;

Json versionJson(const storage::PlanVersion &plan)
{
    return {{"version", plan.version}, {"published_at", base::rfc3339(plan.publishedMs)}, {"author", plan.author}};
}

/// Errors: NotFound.
base::Result<storage::PlanVersion> planOfPath(const Context &context)
{
    const auto number = base::parseInteger(context.request.pathValue("n"));
    if (!number)
        return base::fail(base::ErrorCode::NotFound, "plans are numbered from 1");
    return storage::getPlan(context.db, *number);
}

/// Null for version 0: before the first plan there was nothing.
Outcome planJsonOf(const Context &context, std::int64_t version)
{
    if (version == 0)
        return Json(nullptr);
    const auto plan = storage::getPlan(context.db, version);
    if (!plan)
        return base::fail(plan.error());
    return base::parseJson(plan->json);
}

} // namespace

Outcome listPlans(const Context &context)
{
    const auto limit = numberOf(context.request, "limit", 1, kMostRows, 50);
    const auto after = numberOf(context.request, "after", 1, std::numeric_limits<std::int64_t>::max(), 0);
    if (!limit || !after)
        return base::fail(limit ? after.error() : limit.error());
    const auto plans = storage::listPlans(context.db, *limit, *after);
    if (!plans)
        return base::fail(plans.error());
    Json rows = Json::array();
    for (const storage::PlanVersion &plan : *plans)
        rows.push_back(versionJson(plan));
    const bool more = std::ssize(*plans) == *limit && plans->back().version > 1;
    return listOf(std::move(rows), more ? Json(std::to_string(plans->back().version)) : Json(nullptr));
}

Outcome getPlan(const Context &context)
{
    const auto plan = planOfPath(context);
    if (!plan)
        return base::fail(plan.error());
    auto json = base::parseJson(plan->json);
    if (!json)
        return base::fail(json.error());
    Json out = versionJson(*plan);
    out["plan"] = std::move(*json);
    return out;
}

Outcome diffPlan(const Context &context)
{
    const auto plan = planOfPath(context);
    if (!plan)
        return base::fail(plan.error());
    const auto with = numberOf(context.request, "with", 0, std::numeric_limits<std::int64_t>::max(), plan->version - 1);
    if (!with)
        return base::fail(with.error());
    const auto before = planJsonOf(context, *with);
    const auto after = base::parseJson(plan->json);
    if (!before || !after)
        return base::fail(before ? after.error() : before.error());
    return Json{{"version", plan->version}, {"with", *with}, {"data", diffPlans(*before, *after)}};
}

Outcome restorePlanVersion(const Context &context)
{
    const auto plan = planOfPath(context);
    if (!plan)
        return base::fail(plan.error());
    const auto wanted = base::parseJson(plan->json);
    const auto before = storage::loadPlan(context.db);
    if (!wanted || !before)
        return base::fail(wanted ? before.error() : wanted.error());
    const Json current = storage::planJson(*before);
    auto missed = restorePlan(context, *wanted, current);
    if (!missed)
        return base::fail(missed.error());
    const auto after = storage::loadPlan(context.db);
    if (!after)
        return base::fail(after.error());
    Json changes = diffPlans(current, storage::planJson(*after));
    const std::int64_t version = before->version + (changes.empty() ? 0 : 1);
    return Json{{"restored", plan->version},
                {"plan", version},
                {"changes", std::move(changes)},
                {"not_restored", std::move(*missed)}};
}

} // namespace admin
