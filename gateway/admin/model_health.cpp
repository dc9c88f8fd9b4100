#include "admin/model_health.h"

#include <algorithm>

#include "admin/backstage.h"
#include "base/text.h"
#include "jobs/probes/model_probes.h"
#include "storage/probe_settings.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kDayS = 86'400;

Json timeOrNull(std::int64_t millis)
{
    return millis > 0 ? Json(base::rfc3339(millis)) : Json(nullptr);
}

Json verdictOf(const jobs::ModelProbe &probe)
{
    if (!probe.asked)
        return nullptr;
    if (probe.failure == model::FailureClass::NoKey)
        return "not_asked";
    return probe.failure == model::FailureClass::None ? "good" : "failing";
}

Json rowOf(const Context &context, const jobs::ProbeTarget &target, const model::ProbeSettings &settings)
{
    const Backstage &gateway = context.gateway;
    const std::int64_t nowMs = gateway.clock.wallMillis();
    const model::Provider &provider = *target.provider;
    const auto prices = gateway.prices.current();
    const auto cost = jobs::probeCost(*prices, target, nowMs);
    const bool chosen = std::ranges::find(settings.providers, provider.id) != settings.providers.end();
    const jobs::ModelProbe probe = gateway.probes.find({provider.id, target.model});
    const std::int64_t dueInMs = std::max<std::int64_t>(probe.dueMs - base::systemBootClock().millis(), 0);
    return {{"provider_id", provider.id},
            {"provider", provider.name},
            {"model", target.model},
            {"on", chosen && cost},
            {"cost_nanos", cost ? Json(cost->value) : Json(nullptr)},
            {"daily_cost_nanos", cost ? Json(cost->value * (kDayS / settings.intervalS)) : Json(nullptr)},
            {"verdict", verdictOf(probe)},
            {"status", probe.status > 0 ? Json(probe.status) : Json(nullptr)},
            {"at", timeOrNull(probe.atMs)},
            {"by_call", probe.byCall},
            {"message", probe.detail},
            {"failures", probe.failures},
            {"latency_ms", probe.latencyUs < 0 ? Json(nullptr) : Json(static_cast<double>(probe.latencyUs) / 1000.0)},
            {"next_at", chosen && cost && probe.dueMs > 0 ? timeOrNull(nowMs + dueInMs) : Json(nullptr)}};
}

} // namespace

Outcome listModelHealth(const Context &context)
{
    const auto settings = storage::loadProbeSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const auto spent = jobs::spentOnProbes(context.db, context.gateway.clock.wallMillis());
    if (!spent)
        return base::fail(spent.error());
    const auto plan = context.gateway.plan.current();
    Json rows = Json::array();
    for (const model::Provider &provider : plan->providers)
        for (const jobs::ProbeTarget &target : jobs::probeTargets(provider))
            rows.push_back(rowOf(context, target, *settings));
    return Json{{"data", std::move(rows)},
                {"next", nullptr},
                {"providers", settings->providers},
                {"interval_s", settings->intervalS},
                {"daily_nanos", settings->dailyNanos},
                {"spent_nanos", *spent}};
}

Json modelHealthListed()
{
    const Json text = {{"type", "string"}};
    const Json maybe = {{"type", {"string", "null"}}};
    const Json whole = {{"type", "integer"}};
    const auto nanos = [](const char *what) { return Json{{"type", {"integer", "null"}}, {"description", what}}; };
    Json fields = {{"provider_id", text},
                   {"provider", text},
                   {"model", text},
                   {"on", {{"type", "boolean"}, {"description", "It is asked by itself."}}},
                   {"cost_nanos", nanos("Nano-dollars that asking it once should cost at most; null: nobody knows "
                                        "its price, and it is not asked.")},
                   {"daily_cost_nanos", nanos("The same for a day, as often as the settings say.")},
                   {"verdict", maybe},
                   {"status", {{"type", {"integer", "null"}}}},
                   {"at", maybe},
                   {"by_call", {{"type", "boolean"}, {"description", "Calls went well there, so it was not asked."}}},
                   {"message", text},
                   {"failures", {{"type", "integer"}, {"description", "In a row."}}},
                   {"latency_ms", {{"type", {"number", "null"}}}},
                   {"next_at", maybe}};
    fields["verdict"]["enum"] = {"good", "failing", "not_asked", nullptr};
    fields["verdict"]["description"] = "What the last answer showed; null: none yet.";
    Json out = {{"type", "object"}};
    out["properties"] = {
        {"data", {{"type", "array"}, {"items", {{"type", "object"}, {"properties", std::move(fields)}}}}},
        {"next", maybe},
        {"providers", {{"type", "array"}, {"items", text}, {"description", "Ids of those whose models are asked."}}},
        {"interval_s", whole},
        {"daily_nanos", {{"type", "integer"}, {"description", "No more nano-dollars are spent in a day of UTC."}}},
        {"spent_nanos", {{"type", "integer"}, {"description", "Spent on it since this day of UTC began."}}}};
    return out;
}

} // namespace admin
