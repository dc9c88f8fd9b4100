#include <algorithm>

#include "admin/budget_progress.h"
#include "admin/dashboard.h"
#include "base/text.h"
#include "model/words.h"

namespace admin {
namespace {

using base::Json;
using storage::UsageBucket;

constexpr std::size_t kModelsShown = 6;
constexpr double kMicrosPerMilli = 1000.0;

/// `part` of `all`, or null when there is nothing to divide.
Json ratio(std::int64_t part, std::int64_t all, double unit = 1.0)
{
    return all == 0 ? Json(nullptr) : Json(static_cast<double>(part) / static_cast<double>(all) / unit);
}
Json averageMs(const UsageBucket &bucket)
{
    return ratio(bucket.sums.durationUs, bucket.sums.calls, kMicrosPerMilli);
}
Json firstTokenMs(const UsageBucket &bucket)
{
    return ratio(bucket.sums.firstTokenUs, bucket.sums.firstTokenCalls, kMicrosPerMilli);
}
/// Of the calls that ended well or in an error; nobody failed those that were refused or broken off by the client.
Json success(const UsageBucket &bucket)
{
    return ratio(bucket.okCalls, bucket.okCalls + bucket.sums.errors);
}
Json firstChoice(const UsageBucket &bucket)
{
    return ratio(bucket.firstChoiceCalls, bucket.okCalls + bucket.sums.errors);
}
Json percentileMs(const model::LatencyHistogram &spans, double share)
{
    const auto us = spans.percentile(share);
    return us ? Json(*us / kMicrosPerMilli) : Json(nullptr);
}
std::int64_t tokens(const UsageBucket &bucket)
{
    return bucket.sums.inputTokens + bucket.sums.outputTokens;
}

Json responseTrend(const Dashboard &from)
{
    Json out = Json::array();
    for (std::int64_t at = trendStart(from.nowMs); at <= from.nowMs; at += storage::kBucketMs) {
        const auto hit = from.recent.find(at);
        const UsageBucket bucket = hit == from.recent.end() ? UsageBucket{} : hit->second;
        out.push_back({{"at", base::rfc3339(at)},
                       {"calls", bucket.sums.calls},
                       {"errors", bucket.sums.errors},
                       {"average_ms", averageMs(bucket)},
                       {"p95_ms", percentileMs(bucket.duration, 0.95)},
                       {"first_token_ms", firstTokenMs(bucket)},
                       {"first_token_p50_ms", percentileMs(bucket.firstToken, 0.5)},
                       {"first_token_p95_ms", percentileMs(bucket.firstToken, 0.95)},
                       {"tokens", tokens(bucket)},
                       {"cost_nanos", bucket.sums.costNanos},
                       {"success", success(bucket)}});
    }
    return out;
}

Json costTrend(const Dashboard &from)
{
    Json out = Json::array();
    for (const auto &[start, sum] : from.days)
        out.push_back({{"day", from.zone.dayName(start)},
                       {"cost_nanos", sum.sums.costNanos},
                       {"calls", sum.sums.calls},
                       {"tokens", tokens(sum)},
                       {"unpriced_calls", sum.sums.unpricedCalls},
                       {"estimated_calls", sum.sums.estimatedCalls}});
    return out;
}

Json modelJson(Json name, const storage::ModelTraffic &traffic)
{
    return {{"model", std::move(name)},
            {"calls", traffic.calls},
            {"tokens", traffic.tokens},
            {"cost_nanos", traffic.costNanos}};
}

Json modelDistribution(const Dashboard &from)
{
    Json out = Json::array();
    storage::ModelTraffic rest;
    for (const storage::ModelTraffic &traffic : from.models) {
        if (out.size() < kModelsShown && traffic.calls > 0) {
            out.push_back(modelJson(traffic.model, traffic));
            continue;
        }
        rest.calls += traffic.calls;
        rest.tokens += traffic.tokens;
        rest.costNanos += traffic.costNanos;
    }
    if (rest.calls > 0 || rest.tokens > 0 || rest.costNanos > 0)
        out.push_back(modelJson(nullptr, rest));
    return out;
}

Json failoverJson(const model::CallRecord &call)
{
    const model::AttemptRecord &first = call.attempts.front();
    const model::AttemptRecord &last = call.attempts.back();
    return {{"at", base::rfc3339(call.startedMs)},
            {"request_id", call.id},
            {"from_provider", first.providerName},
            {"from_provider_id", first.providerId},
            {"from_key_id", first.keyId},
            {"to_provider", last.providerName},
            {"to_provider_id", last.providerId},
            {"to_key_id", last.keyId},
            {"model", call.requestedModel},
            {"failure", model::toWord(first.failure)},
            {"failure_status", first.status},
            {"attempts", call.attempts.size()},
            {"added_ms", std::max<std::int64_t>(0, last.startedMs - first.startedMs)},
            {"outcome", model::toWord(call.outcome)}};
}

Json failovers(const Dashboard &from)
{
    Json out = Json::array();
    for (const model::CallRecord &call : from.failovers)
        if (!call.attempts.empty())
            out.push_back(failoverJson(call));
    return out;
}

struct Figure {
    std::string_view name;
    std::string_view type; ///< Of JSON; with `?` it may be null.
    std::string_view about;
    Json (*read)(const Dashboard &);
};

// A new figure is one line here. clang-format would make each line five.
// clang-format off
constexpr Figure kFigures[] = {
    {"now", "string", "When this was read.", [](const Dashboard &d) { return Json(base::rfc3339(d.nowMs)); }},
    {"zone", "string", "Whose days these are.", [](const Dashboard &d) { return Json(d.zone.name()); }},
    {"zone_offset_minutes", "integer", "Minutes east of UTC there, now.", [](const Dashboard &d) { return Json(d.zone.offsetMinutes(d.nowMs)); }},
    {"active_sessions", "integer", "Client keys with a call that began in the last 5 minutes or is open.", [](const Dashboard &d) { return Json(d.activeKeys); }},
    {"open_calls", "integer", "Calls being served.", [](const Dashboard &d) { return Json(d.openCalls); }},
    {"providers_enabled", "integer", "Providers that may be asked.", [](const Dashboard &d) { return Json(d.enabledProviders); }},
    {"providers_healthy", "integer", "Of those, the ones asked today whose last answers were good.", [](const Dashboard &d) { return Json(d.healthyProviders); }},
    {"average_response_ms", "number?", "From request to last byte, mean of today's calls.", [](const Dashboard &d) { return averageMs(d.today); }},
    {"first_choice_success", "number?", "Share of today's calls (cancelled and refused ones aside) that the first attempt answered, 0 to 1.", [](const Dashboard &d) { return firstChoice(d.today); }},
    {"health", "number?", "Share of the enabled providers asked today that are healthy, weighted by how often each was asked. Healthy: at most half of the attempts failed in the last 15 minutes it was asked in, calls that the client broke off aside. Null when none was asked.", [](const Dashboard &d) { return d.health ? Json(*d.health) : Json(nullptr); }},
    {"requests_today", "integer", "Calls that began today.", [](const Dashboard &d) { return Json(d.today.sums.calls); }},
    {"requests_yesterday_same_time", "integer", "Calls that began yesterday, up to when clocks showed the time of now.", [](const Dashboard &d) { return Json(d.yesterday.sums.calls); }},
    {"tokens_today", "integer", "Input and output.", [](const Dashboard &d) { return Json(tokens(d.today)); }},
    {"tokens_yesterday_same_time", "integer", "The same up to that time.", [](const Dashboard &d) { return Json(tokens(d.yesterday)); }},
    {"input_tokens_today", "integer", "Cached ones inside.", [](const Dashboard &d) { return Json(d.today.sums.inputTokens); }},
    {"output_tokens_today", "integer", "Reasoning inside.", [](const Dashboard &d) { return Json(d.today.sums.outputTokens); }},
    {"errors_today", "integer", "Calls that failed, broke or were interrupted.", [](const Dashboard &d) { return Json(d.today.sums.errors); }},
    {"errors_yesterday_same_time", "integer", "The same up to that time.", [](const Dashboard &d) { return Json(d.yesterday.sums.errors); }},
    {"success_today", "number?", "Share of calls answered whole, 0 to 1; cancelled and refused ones aside.", [](const Dashboard &d) { return success(d.today); }},
    {"success_yesterday_same_time", "number?", "The same up to that time.", [](const Dashboard &d) { return success(d.yesterday); }},
    {"failovers_today", "integer", "Calls that were answered, but not by the first attempt.", [](const Dashboard &d) { return Json(d.today.okCalls - d.today.firstChoiceCalls); }},
    {"cost_today_nanos", "integer", "Nano-dollars, as far as prices are known.", [](const Dashboard &d) { return Json(d.today.sums.costNanos); }},
    {"cost_yesterday_same_time_nanos", "integer", "The same up to that time.", [](const Dashboard &d) { return Json(d.yesterday.sums.costNanos); }},
    {"currency", "string", "Of all costs here.", [](const Dashboard &) { return Json("USD"); }},
    {"unpriced_today", "integer", "Attempts that used tokens whose price is not known: cost_today_nanos is without them.", [](const Dashboard &d) { return Json(d.today.sums.unpricedCalls); }},
    {"estimated_today", "integer", "Attempts whose amount was estimated.", [](const Dashboard &d) { return Json(d.today.sums.estimatedCalls); }},
    {"average_first_token_ms", "number?", "From request to first content, mean of today.", [](const Dashboard &d) { return firstTokenMs(d.today); }},
    {"average_first_token_yesterday_ms", "number?", "The same of yesterday up to that time.", [](const Dashboard &d) { return firstTokenMs(d.yesterday); }},
    {"p50_first_token_ms", "number?", "Median of today, within 3 %.", [](const Dashboard &d) { return percentileMs(d.today.firstToken, 0.5); }},
    {"p95_first_token_ms", "number?", "19 of 20 were as fast today, within 3 %.", [](const Dashboard &d) { return percentileMs(d.today.firstToken, 0.95); }},
    {"response_trend", "array", "The last 24 hours in quarters of an hour, oldest first; without calls the times are null. The last one is not over yet.", responseTrend},
    {"cost_trend", "array", "The last 30 days of the zone, oldest first; the last one is today.", costTrend},
    {"model_distribution", "array", "Today by model as billed: the six with most calls, and the rest as null.", modelDistribution},
    {"failovers", "array", "The last 10 calls that took more than one attempt, newest first.", failovers},
    {"budgets", "array", "The budgets that hold, the one that is used up the most first.", [](const Dashboard &d) { return progressJson(d.budgets); }},
};
// clang-format on

} // namespace

base::Json toJson(const Dashboard &dashboard)
{
    Json out = Json::object();
    for (const Figure &figure : kFigures)
        out[std::string(figure.name)] = figure.read(dashboard);
    return out;
}

base::Json dashboardSchema()
{
    Json properties = Json::object();
    for (const Figure &figure : kFigures) {
        const bool maybe = figure.type.ends_with('?');
        const std::string type(figure.type.substr(0, figure.type.size() - (maybe ? 1 : 0)));
        Json property = {{"type", type}, {"description", figure.about}};
        if (maybe)
            property["type"] = {type, "null"};
        if (type == "array")
            property["items"] = {{"type", "object"}};
        properties[std::string(figure.name)] = std::move(property);
    }
    properties["budgets"]["items"] = progressSchema();
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

} // namespace admin
