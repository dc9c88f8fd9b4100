#include "storage/health_history.h"

#include <algorithm>

#include "admin/availability.h"
#include "admin/backstage.h"
#include "admin/check_state.h"
#include "admin/collection.h"
#include "admin/query.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kMostRows = 1000;

/// Names as they are now; null for what is gone, or a provider that needs no key.
struct Names {
    Json provider = nullptr;
    Json key = nullptr;
};

Names namesOf(const model::Plan &plan, const storage::KeyOutage &outage)
{
    const auto provider = std::ranges::find(plan.providers, outage.providerId, &model::Provider::id);
    if (provider == plan.providers.end())
        return {};
    const auto key = std::ranges::find(provider->keys, outage.keyId, &model::ProviderKey::id);
    return {provider->name, key == provider->keys.end() ? Json(nullptr) : Json(key->name)};
}

Json rowOf(const storage::KeyOutage &outage, const model::Plan &plan, std::int64_t nowMs)
{
    Names names = namesOf(plan, outage);
    const bool known = outage.endsMs < routing::kUntilCleared;
    return {{"id", std::to_string(outage.no)},
            {"provider_id", outage.providerId},
            {"provider", std::move(names.provider)},
            {"key_id", outage.keyId.empty() ? Json(nullptr) : Json(outage.keyId)},
            {"key", std::move(names.key)},
            {"model", outage.model.empty() ? Json(nullptr) : Json(outage.model)},
            {"kind", outage.kind},
            {"reason", outage.reason},
            {"source", outage.source},
            {"from", base::rfc3339(outage.beganMs)},
            {"until", known ? Json(base::rfc3339(outage.endsMs)) : Json(nullptr)},
            {"ended_by", outage.endedBy.empty() ? Json(nullptr) : Json(outage.endedBy)},
            {"on", outage.endsMs > nowMs}};
}

base::Result<storage::OutageFilter> filterOf(const Context &context)
{
    const auto from = timeOf(context.request, "from");
    const auto to = timeOf(context.request, "to");
    const auto limit = numberOf(context.request, "limit", 1, kMostRows, 100);
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    if (!limit)
        return base::fail(limit.error());
    storage::OutageFilter out{.toMs = to->value_or(context.gateway.clock.wallMillis() + 1), .limit = *limit};
    out.fromMs = from->value_or(out.toMs - kDay);
    if (out.fromMs >= out.toMs)
        return wrongParameter("from", "must be before to");
    out.providerId = textOf(context.request, "provider").value_or(std::string());
    out.keyId = textOf(context.request, "key").value_or(std::string());
    if (const auto after = textOf(context.request, "after")) {
        const auto number = base::parseInteger(*after);
        if (!number || *number < 1)
            return wrongParameter("after", "must be the `next` of the page before");
        out.beforeNo = *number;
    }
    return out;
}

/// Null unless it is about one key.
Outcome availabilityOf(const Context &context, const model::Plan &plan, const std::string &keyId)
{
    const auto target = targetNamed(plan, keyId);
    if (!target)
        return Json(nullptr);
    const std::int64_t nowMs = context.gateway.clock.wallMillis();
    const auto outages = outagesOf(context.db, *target, nowMs);
    if (!outages)
        return base::fail(outages.error());
    return availabilityJson(*outages, nowMs);
}

} // namespace

Outcome listHealthHistory(const Context &context)
{
    auto filter = filterOf(context);
    if (!filter)
        return base::fail(filter.error());
    const std::int64_t limit = filter->limit++;
    const auto rows = storage::listKeyOutages(context.db, *filter);
    if (!rows)
        return base::fail(rows.error());
    const auto plan = context.gateway.plan.current();
    const std::int64_t nowMs = context.gateway.clock.wallMillis();
    Json out = Json::array();
    for (const storage::KeyOutage &outage : *rows)
        if (std::ssize(out) < limit)
            out.push_back(rowOf(outage, *plan, nowMs));
    Json next = std::ssize(*rows) > limit ? out.back()["id"] : Json(nullptr);
    auto availability = availabilityOf(context, *plan, filter->keyId);
    if (!availability)
        return base::fail(availability.error());
    Json answer = listOf(std::move(out), std::move(next));
    answer["availability"] = std::move(*availability);
    return answer;
}

} // namespace admin
