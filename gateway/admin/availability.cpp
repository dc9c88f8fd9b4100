#include "admin/availability.h"

#include <cmath>
#include <utility>

#include "admin/backstage.h"
#include "admin/check_state.h"
#include "admin/collection.h"
#include "storage/check_settings.h"
#include "storage/health_history.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::pair<const char *, std::int64_t> kTimes[] = {{"day", 1}, {"week", 7}, {"month", 30}};
constexpr int kDays = 30;
constexpr double kFine = 1e6;

Json shareJson(std::optional<double> share)
{
    return share ? Json(std::round(*share * kFine) / kFine) : Json(nullptr);
}

using OutagesByKey = std::map<jobs::CheckedKey, jobs::Outages>;

jobs::Outages knownOf(const OutagesByKey &all, const jobs::CheckTarget &target)
{
    const auto hit = all.find(target.name());
    jobs::Outages out = hit == all.end() ? jobs::Outages{} : hit->second;
    out.sinceMs = target.key == nullptr ? target.provider->createdMs : target.key->createdMs;
    return out;
}

/// What every answer is made of.
struct Look {
    const Context &context;
    model::CheckSettings settings;
    Zone zone;
    std::int64_t nowMs;
    OutagesByKey outages;

    jobs::Outages of(const jobs::CheckTarget &target) const { return knownOf(outages, target); }
};

Json partOf(const Look &look, const jobs::Outages &outages)
{
    return {{"availability", availabilityJson(outages, look.nowMs)},
            {"days", daysJson(outages, look.zone, look.nowMs)}};
}

Json keyPart(const Look &look, const jobs::CheckTarget &target, const jobs::Outages &outages)
{
    Json out = healthRow(look.context, target, look.settings);
    out.update(partOf(look, outages));
    return out;
}

/// A provider can be used while one of those keys can that are in use.
Json providerPart(const Look &look, const model::Provider &provider)
{
    std::vector<jobs::Outages> ofKeys;
    std::vector<jobs::Outages> inUse;
    Json keys = Json::array();
    for (const model::ProviderKey &key : provider.keys) {
        const jobs::CheckTarget target{&provider, &key};
        ofKeys.push_back(look.of(target));
        if (key.enabled)
            inUse.push_back(ofKeys.back());
        keys.push_back(keyPart(look, target, ofKeys.back()));
    }
    const jobs::CheckTarget own{&provider, nullptr};
    const bool keyless = provider.keys.empty();
    const jobs::Outages whole =
        keyless ? look.of(own) : jobs::ofProvider(inUse.empty() ? ofKeys : inUse, provider.createdMs);
    Json out = {{"id", provider.id}, {"name", provider.name}, {"type", provider.type}, {"enabled", provider.enabled}};
    out.update(partOf(look, whole));
    out["own"] = keyless ? healthRow(look.context, own, look.settings) : Json(nullptr);
    out["keys"] = std::move(keys);
    return out;
}

} // namespace

base::Result<std::map<jobs::CheckedKey, jobs::Outages>> outagesSince(storage::Database &db, std::int64_t fromMs,
                                                                     std::int64_t nowMs)
{
    const auto spans = storage::outageSpans(db, fromMs, nowMs);
    if (!spans)
        return base::fail(spans.error());
    std::map<jobs::CheckedKey, jobs::Outages> out;
    for (const storage::OutageSpan &span : *spans) {
        jobs::Outages &key = out[{span.providerId, span.keyId}];
        (span.wholeKey ? key.out : key.partly).push_back({span.beganMs, std::min(span.endsMs, nowMs)});
    }
    for (auto &[key, outages] : out) {
        outages.out = jobs::joined(std::move(outages.out));
        outages.partly = jobs::joined(std::move(outages.partly));
    }
    return out;
}

base::Result<jobs::Outages> outagesOf(storage::Database &db, const jobs::CheckTarget &target, std::int64_t nowMs)
{
    const auto all = outagesSince(db, nowMs - kPastMs, nowMs);
    if (!all)
        return base::fail(all.error());
    return knownOf(*all, target);
}

Json availabilityJson(const jobs::Outages &outages, std::int64_t nowMs)
{
    Json out = Json::object();
    for (const auto &[name, days] : kTimes)
        out[name] = shareJson(availability(outages, {nowMs - days * kDayMs, nowMs}));
    return out;
}

Json daysJson(const jobs::Outages &outages, const Zone &zone, std::int64_t nowMs)
{
    Json out = Json::array();
    for (int before = kDays - 1; before >= 0; --before) {
        const jobs::Stretch day{zone.dayStart(nowMs, before), before == 0 ? nowMs : zone.dayStart(nowMs, before - 1)};
        out.push_back({{"day", zone.dayName(day.fromMs)},
                       {"state", toWord(stateOf(outages, day))},
                       {"availability", shareJson(availability(outages, day))}});
    }
    return out;
}

Json daysSchema()
{
    Json day = {{"day", {{"type", "string"}}},
                {"state",
                 {{"type", "string"},
                  {"enum", {"none", "up", "degraded", "down"}},
                  {"description", "down: out of use for a tenth of the day or more; degraded: at any time, or some of "
                                  "it; none: it was not there."}}},
                {"availability", {{"type", {"number", "null"}}}}};
    return {{"type", "array"},
            {"description", "The last thirty days of the zone, the oldest first."},
            {"items", {{"type", "object"}, {"properties", std::move(day)}}}};
}

Json availabilitySchema()
{
    Json fields = Json::object();
    for (const auto &[name, days] : kTimes)
        fields[name] = {{"type", {"number", "null"}},
                        {"description", "Share of the last " + std::to_string(days * 24)
                                            + " hours in which it could be used; what an admin held does not count."}};
    return {{"type", "object"}, {"properties", std::move(fields)}};
}

Json availabilityListed()
{
    Json key = healthRowSchema();
    key["properties"]["availability"] = availabilitySchema();
    key["properties"]["days"] = daysSchema();
    Json own = healthRowSchema();
    own["type"] = {"object", "null"};
    Json provider = {{"id", {{"type", "string"}}},
                     {"name", {{"type", "string"}}},
                     {"type", {{"type", "string"}}},
                     {"enabled", {{"type", "boolean"}}},
                     {"availability", availabilitySchema()},
                     {"days", daysSchema()},
                     {"own", std::move(own)},
                     {"keys", {{"type", "array"}, {"items", std::move(key)}}}};
    return {{"type", "object"},
            {"properties",
             {{"now", {{"type", "string"}}},
              {"zone", {{"type", "string"}}},
              {"zone_offset_minutes", {{"type", "integer"}}},
              {"data", {{"type", "array"}, {"items", {{"type", "object"}, {"properties", std::move(provider)}}}}}}}};
}

Outcome listAvailability(const Context &context)
{
    auto zone = Zone::of(context.request.queryValue("zone"));
    if (!zone)
        return base::fail(zone.error());
    auto settings = storage::loadCheckSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const std::int64_t nowMs = context.gateway.clock.wallMillis();
    auto outages = outagesSince(context.db, nowMs - kPastMs, nowMs);
    if (!outages)
        return base::fail(outages.error());
    const Look look{context, std::move(*settings), std::move(*zone), nowMs, std::move(*outages)};
    const auto plan = context.gateway.plan.current();
    Json rows = Json::array();
    for (const model::Provider &provider : plan->providers)
        if (!jobs::isBuiltIn(provider))
            rows.push_back(providerPart(look, provider));
    Json out = listOf(std::move(rows));
    out["now"] = base::rfc3339(nowMs);
    out["zone"] = look.zone.name();
    out["zone_offset_minutes"] = look.zone.offsetMinutes(nowMs);
    return out;
}

} // namespace admin
