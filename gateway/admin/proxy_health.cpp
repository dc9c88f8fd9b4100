#include "admin/proxy_health.h"

#include <functional>
#include <map>
#include <ranges>
#include <span>

#include "admin/availability.h"
#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/operation_schemas.h"
#include "admin/proxy_handlers.h"
#include "base/text.h"
#include "jobs/proxy_check.h"
#include "storage/check_settings.h"
#include "storage/proxies.h"
#include "storage/proxy_history.h"

/// How the proxies of the pool do, and checks of them on demand.
namespace admin {
namespace {

using base::Json;

constexpr double kMicrosPerMilli = 1000;
constexpr std::int64_t kMillisPerSecond = 1000;
constexpr std::ptrdiff_t kMostShown = 50;

using StoredPast = std::map<std::string, std::vector<storage::ProxyDownTime>>; ///< By id.

Json timeJson(std::int64_t millis)
{
    return millis == 0 ? Json(nullptr) : Json(base::rfc3339(millis));
}

Json millisJson(std::int64_t micros)
{
    return micros < 0 ? Json(nullptr) : Json(static_cast<double>(micros) / kMicrosPerMilli);
}

/// What memory has of a time is newer than what is stored of it. Newest first.
std::vector<upstream::ProxyOutage> pastOf(const model::Proxy &proxy, const upstream::ProxyReport &report,
                                          const StoredPast &stored)
{
    std::map<std::int64_t, upstream::ProxyOutage, std::greater<>> out;
    if (const auto hit = stored.find(proxy.id); hit != stored.end())
        for (const storage::ProxyDownTime &time : hit->second)
            out[time.beganMs] = {.beganMs = time.beganMs, .endedMs = time.endedMs, .why = time.reason};
    for (const upstream::ProxyOutage &outage : report.outages)
        out[outage.beganMs] = outage;
    const auto values = std::views::values(out);
    return {values.begin(), values.end()};
}

Json historyJson(const std::vector<upstream::ProxyOutage> &past)
{
    Json out = Json::array();
    for (const upstream::ProxyOutage &outage : past | std::views::take(kMostShown))
        out.push_back(
            {{"from", timeJson(outage.beganMs)}, {"until", timeJson(outage.endedMs)}, {"reason", outage.why}});
    return out;
}

jobs::Outages outagesOf(const model::Proxy &proxy, const std::vector<upstream::ProxyOutage> &past, std::int64_t nowMs)
{
    std::vector<jobs::Stretch> out;
    for (const upstream::ProxyOutage &outage : past)
        out.push_back({outage.beganMs, outage.endedMs == 0 ? nowMs : outage.endedMs});
    return {.sinceMs = proxy.createdMs, .out = jobs::joined(std::move(out)), .partly = {}};
}

Json withState(Json row, const upstream::ProxyReport &report, model::ProxyMood mood)
{
    const bool down = report.down && !report.outages.empty();
    row["state"] = model::toWord(mood);
    row["down_since"] = down ? timeJson(report.outages.front().beganMs) : Json(nullptr);
    row["calls"] = report.calls;
    row["open_calls"] = report.open;
    row["failures"] = report.failures;
    row["first_byte_ms"] = millisJson(report.firstByteUs);
    row["latency_ms"] = millisJson(report.checkUs);
    row["worked_at"] = timeJson(report.workedMs);
    row["checked_at"] = timeJson(report.checkedMs);
    row["last_error"] = report.lastError.empty() ? Json(nullptr) : Json(report.lastError);
    row["last_error_at"] = timeJson(report.failedMs);
    return row;
}

/// What every row is made of.
struct PoolLook {
    const Context &context;
    Zone zone;
    std::int64_t nowMs;
    StoredPast stored{};
};

base::Result<PoolLook> lookAtPool(const Context &context)
{
    auto zone = Zone::of(context.request.queryValue("zone"));
    if (!zone)
        return base::fail(zone.error());
    PoolLook out{context, std::move(*zone), context.gateway.clock.wallMillis()};
    auto times = storage::listProxyDownTimes(context.db, out.nowMs - kPastMs);
    if (!times)
        return base::fail(times.error());
    for (storage::ProxyDownTime &time : *times)
        out.stored[time.proxyId].push_back(std::move(time));
    return out;
}

Json rowOf(const PoolLook &look, const model::Proxy &proxy)
{
    const Context &context = look.context;
    Json row = {{"id", proxy.id},           {"name", proxy.name},    {"kind", model::toWord(proxy.kind)},
                {"host", proxy.host},       {"port", proxy.port},    {"user", proxy.user},
                {"enabled", proxy.enabled}, {"weight", proxy.weight}};
    const auto table = context.gateway.proxies.current();
    upstream::PoolProxy known{.row = proxy};
    if (const upstream::ProxyRef found = context.gateway.proxies.find(proxy.id))
        known.state = found->state;
    const upstream::ProxyReport report = known.state->report();
    row = withState(std::move(row), report, upstream::moodOf(known, *table));
    const auto past = pastOf(proxy, report, look.stored);
    const jobs::Outages outages = outagesOf(proxy, past, look.nowMs);
    row["availability"] = availabilityJson(outages, look.nowMs);
    row["days"] = daysJson(outages, look.zone, look.nowMs);
    row["history"] = historyJson(past);
    return row;
}

} // namespace

Outcome proxyHealthRow(const Context &context, const model::Proxy &proxy)
{
    const auto look = lookAtPool(context);
    if (!look)
        return base::fail(look.error());
    return rowOf(*look, proxy);
}

Outcome listProxyHealth(const Context &context)
{
    const auto all = storage::listProxies(context.db);
    if (!all)
        return base::fail(all.error());
    const auto look = lookAtPool(context);
    if (!look)
        return base::fail(look.error());
    Json rows = Json::array();
    for (const model::Proxy &proxy : *all)
        rows.push_back(rowOf(*look, proxy));
    return listOf(std::move(rows));
}

Outcome checkProxyNow(const Context &context)
{
    const auto proxy = storage::getProxy(context.db, context.request.pathValue("id"));
    if (!proxy)
        return base::fail(proxy.error());
    const auto settings = storage::loadCheckSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    if (const upstream::ProxyRef known = context.gateway.proxies.find(proxy->id))
        jobs::checkProxies(context.gateway.proxies, std::span(&known, 1),
                           {.target = jobs::proxyTarget(*context.gateway.plan.current()),
                            .timeoutMs = settings->timeoutS * kMillisPerSecond,
                            .abandoned = &context.gateway.ending});
    return proxyHealthRow(context, *proxy);
}

namespace schema {

Json proxyHealthShown()
{
    const auto field = [](const char *type, const char *about) { return Json{{"type", type}, {"description", about}}; };
    const auto maybe = [](const char *type, const char *about) {
        return Json{{"type", {type, "null"}}, {"description", about}};
    };
    Json properties = {
        {"id", field("string", "Its id.")},
        {"name", field("string", "Its name.")},
        {"kind", field("string", "http, https or socks5h.")},
        {"host", field("string", "Where it is.")},
        {"port", field("integer", "Where it is.")},
        {"user", field("string", "The name it is signed in to with.")},
        {"enabled", field("boolean", "Whether new calls go through it.")},
        {"weight", field("integer", "Its share.")},
        {"state", field("string", "unknown, up, slow, down, draining (off, with calls under way) or off.")},
        {"down_since", maybe("string", "Since when it is down.")},
        {"calls", field("integer", "Requests that were begun through it since the start.")},
        {"open_calls", field("integer", "Of them, under way.")},
        {"failures", field("integer", "Times that it failed since the start.")},
        {"first_byte_ms", maybe("number", "Moving mean of the time to the first byte of answers.")},
        {"latency_ms", maybe("number", "How long the last good check took.")},
        {"worked_at", maybe("string", "When a connection through it last came about.")},
        {"checked_at", maybe("string", "When it was last checked.")},
        {"last_error", maybe("string", "What went wrong last.")},
        {"last_error_at", maybe("string", "And when.")},
        {"availability", availabilitySchema()},
        {"days", daysSchema()},
        {"history",
         {{"type", "array"},
          {"items", anyObject()},
          {"description", "When it was down in the last month, newest first, 50 at most."}}}};
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

Json proxiesHealthShown()
{
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", proxyHealthShown()}}}, {"next", {{"type", {"string", "null"}}}}}}};
}

} // namespace schema
} // namespace admin
