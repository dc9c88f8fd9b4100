#include <algorithm>

#include "admin/backstage.h"
#include "admin/budget_progress.h"
#include "admin/cost_table.h"
#include "admin/money_handlers.h"
#include "admin/own_limits.h"
#include "admin/query.h"
#include "admin/tenancy.h"
#include "base/text.h"
#include "storage/session_costs.h"
#include "storage/traffic.h"

namespace admin {
namespace {

using base::Json;
using storage::CostSums;
using storage::Dimension;
using storage::TimeRange;

constexpr int kTrendDays = 30;
constexpr std::int64_t kMostPeriods = 5000;
constexpr std::size_t kTopRows = 10;

Outcome costBy(const Context &context, Dimension dimension)
{
    auto span = costSpanOf(context);
    if (!span)
        return base::fail(std::move(span.error()));
    return costAnswer(context.db, {.span = std::move(*span), .by = {dimension}});
}

/// What was spent from `from` until `to`, which may be any moment: whole quarters of an hour, then call by call.
base::Result<CostSums> sumUpTo(storage::Database &db, CostSpan span)
{
    const TimeRange range = span.range;
    const std::int64_t cut = range.toMs - range.toMs % storage::kBucketMs;
    span.range.toMs = cut;
    auto whole = cut > range.fromMs ? costSum(db, span) : base::Result<CostSums>(CostSums{});
    const auto rest = storage::sumOfCalls(db, span.keys, std::max(cut, range.fromMs), range.toMs);
    if (!whole || !rest)
        return base::fail(whole ? rest.error() : whole.error());
    whole->usage += rest->sums;
    whole->okCalls += rest->okCalls;
    return whole;
}

/// A period so far, and the one before up to the same time.
base::Result<Json> periodNow(storage::Database &db, CostSpan span, Period period, std::int64_t now)
{
    const Zone &zone = span.zone;
    span.range = {zone.periodStart(period, now), now + 1};
    const TimeRange then{zone.periodStart(period, now, 1), zone.sameTimeBefore(period, now)};
    const auto sums = costSum(db, span);
    const auto total = totalJson(db, span);
    const auto before = sumUpTo(db, {.zone = zone, .keys = span.keys, .range = then});
    if (!sums || !total || !before)
        return base::fail(!sums ? sums.error() : !total ? total.error() : before.error());
    Json out = {{"from", base::rfc3339(span.range.fromMs)}, {"to", base::rfc3339(zone.periodStart(period, now, -1))}};
    out.update(*total);
    out["unpriced"] = unpricedJson(*sums);
    out["before"] = {{"from", base::rfc3339(then.fromMs)},
                     {"to", base::rfc3339(then.toMs)},
                     {"calls", before->usage.calls},
                     {"input_tokens", before->usage.inputTokens},
                     {"output_tokens", before->usage.outputTokens},
                     {"cost_nanos", before->usage.costNanos}};
    return out;
}

/// The dearest of one kind; what has no price counts nothing and comes last.
base::Result<Json> topOf(storage::Database &db, const CostSpan &span, Dimension dimension)
{
    auto rows = costRows(db, {.span = span, .by = {dimension}}, {span.range});
    if (rows && rows->size() > kTopRows)
        rows->erase(rows->begin() + static_cast<std::ptrdiff_t>(kTopRows), rows->end());
    return rows;
}

/// Models whose price is not known, for somebody to give them one.
base::Result<Json> unpricedModels(storage::Database &db, const CostSpan &span)
{
    const auto rows = costRows(db, {.span = span, .by = {Dimension::Provider, Dimension::Model}}, {span.range});
    if (!rows)
        return base::fail(rows.error());
    Json out = Json::array();
    for (const Json &row : *rows)
        if (base::integerOr(base::at(row, "unpriced_calls")) > 0) {
            Json item = base::at(row, "key");
            for (const char *name : {"unpriced_calls", "unpriced_input_tokens", "unpriced_output_tokens"})
                item[name] = base::at(row, name);
            out.push_back(std::move(item));
        }
    return out;
}

base::Result<Json> summaryOf(storage::Database &db, const CostSpan &span)
{
    const CostSpan before{.zone = span.zone,
                          .keys = span.keys,
                          .range = {2 * span.range.fromMs - span.range.toMs, span.range.fromMs},
                          .filters = span.filters,
                          .currency = span.currency};
    const auto sum = costSum(db, span);
    const auto total = totalJson(db, span);
    const auto earlier = totalJson(db, before);
    const auto unpriced = unpricedModels(db, span);
    for (const base::Error *error : {sum ? nullptr : &sum.error(), total ? nullptr : &total.error(),
                                     earlier ? nullptr : &earlier.error(), unpriced ? nullptr : &unpriced.error()})
        if (error != nullptr)
            return base::fail(*error);
    Json out = span.json();
    out["total"] = *total;
    out["unpriced"] = unpricedJson(*sum);
    out["unpriced_models"] = *unpriced;
    out["before"] = before.json();
    out["before"].update(*earlier);
    for (const Dimension dimension : {Dimension::Provider, Dimension::Key, Dimension::Model}) {
        auto top = topOf(db, span, dimension);
        if (!top)
            return top;
        out["by_" + std::string(toWord(dimension))] = std::move(*top);
    }
    return out;
}

} // namespace

Outcome getCostNow(const Context &context)
{
    const auto zone = Zone::of(context.request.queryValue("zone"));
    const auto currency = currencyOf(context);
    const auto keys = scopeOf(context);
    if (!zone || !currency || !keys)
        return base::fail(!zone ? zone.error() : !currency ? currency.error() : keys.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    const CostSpan span{.zone = *zone, .keys = *keys, .currency = *currency};
    const auto read = [&]() -> Outcome {
        Json out = {{"now", base::rfc3339(now)}, {"zone", zone->name()}, {"currency", "USD"}};
        for (const auto &[name, period] :
             {std::pair("today", Period::Day), std::pair("week", Period::Week), std::pair("month", Period::Month)}) {
            auto sums = periodNow(context.db, span, period, now);
            if (!sums)
                return sums;
            out[name] = std::move(*sums);
        }
        return out;
    };
    return context.db.usage().transaction(read, storage::Access::ReadOnly);
}

Outcome getDailyCost(const Context &context)
{
    auto span = costSpanOf(context, Period::Day, kTrendDays - 1);
    if (!span)
        return base::fail(std::move(span.error()));
    if (span->range.toMs - span->range.fromMs > kMostPeriods * storage::spanOf(storage::Level::Day))
        return wrongParameter("from", "is more than " + std::to_string(kMostPeriods) + " days before to");
    return costAnswer(context.db, {.span = std::move(*span), .period = Period::Day, .emptyPeriods = true});
}

Outcome getCostSummary(const Context &context)
{
    const auto span = costSpanOf(context);
    if (!span)
        return base::fail(span.error());
    return context.db.usage().transaction([&] { return summaryOf(context.db, *span); }, storage::Access::ReadOnly);
}

Outcome getCostByProvider(const Context &context)
{
    return costBy(context, Dimension::Provider);
}
Outcome getCostByKey(const Context &context)
{
    return costBy(context, Dimension::Key);
}
Outcome getCostByUser(const Context &context)
{
    return costBy(context, Dimension::User);
}
Outcome getCostByTeam(const Context &context)
{
    return costBy(context, Dimension::Team);
}
Outcome getCostByModel(const Context &context)
{
    return costBy(context, Dimension::Model);
}
Outcome getCostByAlias(const Context &context)
{
    return costBy(context, Dimension::Alias);
}
Outcome getCostByTag(const Context &context)
{
    return costBy(context, Dimension::Tag);
}

Outcome getCostByApplication(const Context &context)
{
    return costBy(context, Dimension::Application);
}

Outcome getCostBySession(const Context &context)
{
    constexpr std::int64_t kMost = 1000;
    constexpr std::int64_t kUsual = 100;
    const auto span = costSpanOf(context);
    const auto limit = numberOf(context.request, "limit", 1, kMost, kUsual);
    if (!span || !limit)
        return base::fail(span ? limit.error() : span.error());
    const auto page = storage::sessionCosts(context.db, span->keys, span->range, *limit,
                                            std::string(context.request.queryValue("after")));
    const CostSpan whole{.zone = span->zone, .keys = span->keys, .range = span->range, .currency = span->currency};
    auto total = totalJson(context.db, whole);
    const Dimension key[] = {Dimension::Key};
    const auto names = CostNames::read(context.db, key);
    if (!page || !total || !names)
        return base::fail(!page ? page.error() : !total ? total.error() : names.error());
    Json out = span->json();
    out["total"] = std::move(*total);
    out["data"] = Json::array();
    for (const storage::SessionCost &row : page->rows) {
        Json item = {{"key", {{"session", row.name.id}}}, {"last_used_at", base::rfc3339(row.lastMs)}};
        names->tell(item["key"], Dimension::Key, row.name.clientKeyId);
        item.update(toJson(row.sums));
        out["data"].push_back(std::move(item));
    }
    out["next"] = page->next.empty() ? Json(nullptr) : Json(page->next);
    return out;
}

Outcome getOwnUsage(const Context &context)
{
    const Caller &caller = context.request.caller;
    if (caller.id.empty())
        return base::fail(base::ErrorCode::BadRequest, "this is the usage of a client key: show one");
    const auto zone = Zone::of(context.request.queryValue("zone"));
    const auto currency = currencyOf(context);
    if (!zone || !currency)
        return base::fail(zone ? currency.error() : zone.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    Json out = {{"key", {{"id", caller.id}, {"name", caller.name}}}, {"zone", zone->name()}};
    CostSpan span{.zone = *zone, .keys = storage::KeyScope::only({caller.id}), .currency = *currency};
    for (const auto &[name, period] : {std::pair("today", Period::Day), std::pair("month", Period::Month)}) {
        span.range = {zone->periodStart(period, now), now + 1};
        const auto sums = totalJson(context.db, span);
        if (!sums)
            return base::fail(sums.error());
        out[name] = {{"from", base::rfc3339(span.range.fromMs)}};
        out[name].update(*sums);
    }
    auto models = costRows(context.db, {.span = span, .by = {Dimension::Model}}, {span.range});
    if (!models)
        return base::fail(std::move(models.error()));
    out["models"] = std::move(*models);
    auto credits = creditsOfKey(context, caller.id);
    if (!credits)
        return credits;
    out["credits"] = std::move(*credits);
    out["budgets"] = progressJson(budgetsOfKey(*context.gateway.plan.current(), caller.id, now));
    out["limits"] = ownLimits(context);
    return out;
}

} // namespace admin
