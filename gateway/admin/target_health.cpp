#include "admin/target_health.h"

#include <algorithm>
#include <array>

#include "admin/backstage.h"
#include "admin/check_state.h"
#include "admin/collection.h"
#include "base/text.h"
#include "storage/check_settings.h"
#include "storage/plans.h"
#include "storage/providers.h"

namespace admin {
namespace {

using routing::Gate;
using routing::HealthState;

constexpr std::array<std::string_view, 7> kGates{"open", "cooling", "broken", "probing", "ramping", "full", "held"};
constexpr std::array<std::string_view, 3> kStates{"healthy", "degraded", "unhealthy"};
constexpr std::int64_t kLongestHoldS = 30 * 24 * 3600;

std::string_view wordOf(Gate gate)
{
    return kGates[static_cast<std::size_t>(gate)];
}

base::Json orNull(std::int64_t value)
{
    return value < 0 ? base::Json(nullptr) : base::Json(value);
}

base::Json rowOf(const routing::HealthReport &report, std::int64_t wallMs)
{
    const routing::TargetReading &reading = report.reading;
    const std::uint32_t calls = report.window.good + report.window.bad;
    const bool ends = reading.waitMs > 0;
    base::Json out = {{"gate", wordOf(reading.gate)},
                      {"until", ends ? base::Json(base::rfc3339(wallMs + reading.waitMs)) : base::Json(nullptr)},
                      {"left_ms", ends ? base::Json(reading.waitMs) : base::Json(nullptr)},
                      {"length_ms", ends && report.lengthMs > 0 ? base::Json(std::max(report.lengthMs, reading.waitMs))
                                                                : base::Json(nullptr)}};
    out["reason"] =
        report.reason == routing::CooldownReason::None ? base::Json(nullptr) : base::Json(toWord(report.reason));
    out["source"] =
        report.source == routing::CooldownSource::None ? base::Json(nullptr) : base::Json(toWord(report.source));
    out["state"] = kStates[static_cast<std::size_t>(reading.state)];
    out["calls"] = calls;
    out["error_rate"] = calls == 0 ? base::Json(nullptr) : base::Json(static_cast<double>(report.window.bad) / calls);
    out["first_token_ms"] =
        reading.firstTokenUs < 0 ? base::Json(nullptr) : base::Json(static_cast<double>(reading.firstTokenUs) / 1000.0);
    out["tokens_per_second"] = orNull(reading.tokensPerSecond);
    out["open_calls"] = reading.openCalls;
    return out;
}

/// The provider and the key that the path names. Errors: NotFound.
struct Named {
    model::Provider provider{};
    model::ProviderKey key{};
};
base::Result<Named> namedBy(const Context &context)
{
    auto provider = storage::getProvider(context.db, context.request.pathValue("provider"));
    if (!provider)
        return base::fail(provider.error());
    auto key = storage::getProviderKey(context.db, context.request.pathValue("key"));
    if (!key || key->providerId != provider->id)
        return base::fail(base::ErrorCode::NotFound, "this provider has no such key");
    return Named{std::move(*provider), std::move(*key)};
}

/// How long to hold: `seconds`, or to `until`; neither: until it is cleared. Errors: Unprocessable.
base::Result<std::int64_t> holdLength(const Context &context)
{
    const base::Json &seconds = base::at(context.request.body, "seconds");
    const base::Json &until = base::at(context.request.body, "until");
    if (seconds.is_null() && until.is_null())
        return routing::kUntilCleared;
    std::optional<std::int64_t> lengthMs;
    if (const auto given = base::integerIn(seconds); given && *given <= kLongestHoldS)
        lengthMs = *given * 1000;
    else if (const auto instant = base::parseRfc3339(base::textOr(until)); instant && seconds.is_null())
        lengthMs = *instant - context.gateway.clock.wallMillis();
    const std::string field = seconds.is_null() ? "until" : "seconds";
    if (!lengthMs || *lengthMs <= 0 || *lengthMs > kLongestHoldS * 1000)
        return base::fail(base::ErrorCode::Unprocessable,
                          field
                              + " must lie ahead, by no more than thirty days; leave both out to hold it until it is "
                                "cleared",
                          field);
    return *lengthMs;
}

} // namespace

base::Json keyHealth(const Context &context, const model::Provider &provider, const model::ProviderKey *key)
{
    const std::int64_t wallMs = context.gateway.clock.wallMillis();
    const auto reports = context.gateway.health.report(provider, key);
    routing::HealthReport whole = reports.front(); // calls are known by model: the key does as badly as the worst
    for (auto at = reports.begin() + 1; at != reports.end(); ++at) {
        whole.window.good += at->window.good;
        whole.window.bad += at->window.bad;
        whole.reading.state = std::max(whole.reading.state, at->reading.state);
    }
    base::Json out = rowOf(whole, wallMs);
    base::Json models = base::Json::array();
    for (auto at = reports.begin() + 1; at != reports.end(); ++at) {
        base::Json row = {{"model", at->model}};
        row.update(rowOf(*at, wallMs));
        models.push_back(std::move(row));
    }
    out["models"] = std::move(models);
    return out;
}

void tellHealth(const Context &context, const model::Provider &provider, base::Json &rows)
{
    for (base::Json &row : rows) {
        const model::ProviderKey key{.id = base::textOr(base::at(row, "id"))};
        row["health"] = keyHealth(context, provider, &key);
    }
}

Outcome listProviderHealth(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    base::Json rows = base::Json::array();
    for (const model::Provider &provider : plan->providers) {
        base::Json keys = base::Json::array();
        for (const model::ProviderKey &key : provider.keys) {
            base::Json row = {{"id", key.id}, {"name", key.name}, {"enabled", key.enabled}};
            row["health"] = keyHealth(context, provider, &key);
            keys.push_back(std::move(row));
        }
        base::Json row = {{"id", provider.id}, {"name", provider.name}, {"enabled", provider.enabled}};
        row["health"] = provider.keys.empty() ? keyHealth(context, provider, nullptr) : base::Json(nullptr);
        row["keys"] = std::move(keys);
        rows.push_back(std::move(row));
    }
    return listOf(std::move(rows));
}

Outcome listKeyHealth(const Context &context)
{
    const auto settings = storage::loadCheckSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const auto plan = context.gateway.plan.current();
    base::Json rows = base::Json::array();
    for (const model::Provider &provider : plan->providers)
        for (const model::ProviderKey &key : provider.keys)
            rows.push_back(healthRow(context, {&provider, &key}, *settings));
    return listOf(std::move(rows));
}

Outcome clearProviderKey(const Context &context)
{
    const auto named = namedBy(context);
    if (!named)
        return base::fail(named.error());
    context.gateway.health.clear(named->provider.id, named->key.id);
    return keyHealth(context, named->provider, &named->key);
}

Outcome holdProviderKey(const Context &context)
{
    const auto named = namedBy(context);
    if (!named)
        return base::fail(named.error());
    const auto lengthMs = holdLength(context);
    if (!lengthMs)
        return base::fail(lengthMs.error());
    context.gateway.health.hold(named->provider.id, named->key.id, *lengthMs);
    return keyHealth(context, named->provider, &named->key);
}

base::Json keyHealthSchema()
{
    const base::Json text = {{"type", {"string", "null"}}};
    const base::Json number = {{"type", {"number", "null"}}};
    base::Json fields = {{"gate", {{"type", "string"}, {"enum", kGates}}},
                         {"until", {{"type", {"string", "null"}}, {"description", "When the gate may open."}}},
                         {"left_ms", number},
                         {"length_ms", number},
                         {"reason", text},
                         {"source", {{"type", {"string", "null"}}, {"description", "Who said how long."}}},
                         {"state", {{"type", "string"}, {"enum", kStates}}},
                         {"calls", {{"type", "integer"}, {"description", "In the last minute."}}},
                         {"error_rate", number},
                         {"first_token_ms", number},
                         {"tokens_per_second", number},
                         {"open_calls", {{"type", "integer"}}}};
    base::Json ofModel = {{"model", {{"type", "string"}}}};
    ofModel.update(fields);
    fields["models"] = {{"type", "array"}, {"items", {{"type", "object"}, {"properties", ofModel}}}};
    return {{"type", "object"}, {"properties", fields}};
}

} // namespace admin
