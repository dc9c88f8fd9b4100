#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/query.h"
#include "storage/plans.h"
#include "storage/routing_sums.h"
#include "storage/routing_switch.h"
#include "storage/usage_buckets.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kLongest = 92 * kDay; ///< All targets of all quarters of an hour have to go into one answer.

struct Span {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// Errors: Unprocessable.
base::Result<Span> spanOf(const Context &context)
{
    const auto from = timeOf(context.request, "from");
    const auto to = timeOf(context.request, "to");
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    Span out{0, to->value_or(context.gateway.clock.wallMillis() + 1)};
    out.from = from->value_or(out.to - kDay);
    if (out.from >= out.to)
        return wrongParameter("from", "must be before to");
    if (out.to - out.from > kLongest)
        return wrongParameter("from", "must be at most 92 days before to");
    return out;
}

/// Buckets are taken whole, from the one that `from` is in.
std::int64_t firstBucket(const Span &span)
{
    return span.from - span.from % storage::kBucketMs;
}

base::Result<Json> countsOf(const Context &context, const Span &span, storage::DecidedBy by, const char *name)
{
    const auto counts = storage::countDecisions(context.db, by, firstBucket(span), span.to);
    if (!counts)
        return base::fail(counts.error());
    const auto plan = context.gateway.plan.current();
    Json out = Json::array();
    for (const storage::DecisionCount &count : *counts) {
        Json row = {{name, count.name}, {"calls", count.calls}};
        if (by == storage::DecidedBy::Rule) {
            const auto rule = std::ranges::find(plan->rules, count.name, &model::Rule::id);
            row["name"] = rule == plan->rules.end() ? Json(nullptr) : Json(rule->name);
        }
        out.push_back(std::move(row));
    }
    return out;
}

base::Result<Json> callsBy(const Context &context, const Span &span, storage::GroupBy group, const char *name)
{
    const auto totals = storage::usageTotals(context.db, storage::KeyScope::all(), span.from, span.to, group);
    if (!totals)
        return base::fail(totals.error());
    Json out = Json::array();
    for (const storage::UsageTotal &total : *totals) {
        if (total.sums.calls == 0 || total.key.empty())
            continue;
        Json row = {{name, total.key}, {"calls", total.sums.calls}};
        if (group == storage::GroupBy::Provider)
            row["name"] = total.name;
        out.push_back(std::move(row));
    }
    return out;
}

base::Result<Json> decisionsOf(const Context &context, const Span &span)
{
    auto rules = countsOf(context, span, storage::DecidedBy::Rule, "rule");
    auto strategies = countsOf(context, span, storage::DecidedBy::Strategy, "strategy");
    auto providers = callsBy(context, span, storage::GroupBy::Provider, "provider");
    auto models = callsBy(context, span, storage::GroupBy::Model, "model");
    for (const auto *part : {&rules, &strategies, &providers, &models})
        if (!*part)
            return base::fail(part->error());
    return Json{{"by_rule", std::move(*rules)},
                {"by_strategy", std::move(*strategies)},
                {"by_provider", std::move(*providers)},
                {"by_model", std::move(*models)}};
}

/// How the switch stood from the first plan on.
base::Result<Json> switchOf(const Context &context, Span span)
{
    const auto changes = storage::listEffectiveChanges(context.db);
    const auto first = storage::getPlan(context.db, 1);
    if (!changes)
        return base::fail(changes.error());
    if (first)
        span.from = std::clamp(first->publishedMs, span.from, span.to);
    span.to = std::clamp(context.gateway.clock.wallMillis(), span.from, span.to);
    std::int64_t spent[2] = {0, 0}; // off, on
    std::int64_t toggles = 0;
    bool value = changes->empty() ? context.gateway.plan.current()->routing : !changes->front().value;
    std::int64_t at = span.from;
    for (const storage::SwitchChange &change : *changes) {
        const std::int64_t until = std::clamp(change.effectiveMs, at, span.to);
        spent[value ? 1 : 0] += until - at;
        toggles += change.effectiveMs >= span.from && change.effectiveMs < span.to ? 1 : 0;
        at = until;
        value = change.value;
    }
    spent[value ? 1 : 0] += span.to - at;
    return Json{{"on_ms", spent[1]}, {"off_ms", spent[0]}, {"toggles", toggles}};
}

Json quotient(std::int64_t sum, std::int64_t count, double factor)
{
    return count == 0 ? Json(nullptr) : Json(static_cast<double>(sum) * factor / static_cast<double>(count));
}

base::Result<Json> targetsOf(const Context &context, const Span &span)
{
    const auto buckets =
        storage::targetBuckets(context.db, firstBucket(span), span.to, context.request.queryValue("provider"));
    if (!buckets)
        return base::fail(buckets.error());
    Json out = Json::array();
    for (const storage::TargetBucket &bucket : *buckets) {
        const storage::TargetSums &sums = bucket.sums;
        out.push_back({{"bucket", base::rfc3339(bucket.bucketMs)},
                       {"provider", bucket.target.providerId},
                       {"provider_name", sums.providerName},
                       {"model", bucket.target.model},
                       {"calls", sums.attempts},
                       {"errors", sums.errors},
                       {"first_token_ms", quotient(sums.firstTokenUs, sums.firstTokenCalls, 1e-3)},
                       {"tokens_per_second", quotient(sums.outputTokens, sums.outputUs, 1e6)}});
    }
    return out;
}

} // namespace

Outcome getRouterMetrics(const Context &context)
{
    const auto span = spanOf(context);
    if (!span)
        return base::fail(span.error());
    const auto sums = storage::sumOfBuckets(context.db, firstBucket(*span), span->to);
    const auto failovers = storage::countFailovers(context.db, span->from, span->to);
    if (!sums || !failovers)
        return base::fail(sums ? failovers.error() : sums.error());
    auto decisions = decisionsOf(context, *span);
    auto stood = switchOf(context, *span);
    auto targets = targetsOf(context, *span);
    for (const auto *part : {&decisions, &stood, &targets})
        if (!*part)
            return base::fail(part->error());
    return Json{{"from", base::rfc3339(span->from)},
                {"to", base::rfc3339(span->to)},
                {"calls", sums->sums.calls},
                {"first_choice_success", quotient(sums->firstChoiceCalls, sums->okCalls + sums->sums.errors, 1)},
                {"failovers", *failovers},
                {"decisions", std::move(*decisions)},
                {"switch", std::move(*stood)},
                {"data", std::move(*targets)}};
}

} // namespace admin
