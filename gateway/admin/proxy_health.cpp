#include "admin/proxy_health.h"

#include <span>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/operation_schemas.h"
#include "admin/proxy_handlers.h"
#include "base/text.h"
#include "jobs/proxy_check.h"
#include "storage/check_settings.h"
#include "storage/proxies.h"

/// How the proxies of the pool do, and checks of them on demand.
namespace admin {
namespace {

using base::Json;

constexpr double kMicrosPerMilli = 1000;
constexpr std::int64_t kMillisPerSecond = 1000;

Json timeJson(std::int64_t millis)
{
    return millis == 0 ? Json(nullptr) : Json(base::rfc3339(millis));
}

Json millisJson(std::int64_t micros)
{
    return micros < 0 ? Json(nullptr) : Json(static_cast<double>(micros) / kMicrosPerMilli);
}

Json historyJson(const upstream::ProxyReport &report)
{
    Json out = Json::array();
    for (const upstream::ProxyOutage &outage : report.outages)
        out.push_back(
            {{"from", timeJson(outage.beganMs)}, {"until", timeJson(outage.endedMs)}, {"reason", outage.why}});
    return out;
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
    row["history"] = historyJson(report);
    return row;
}

} // namespace

Json proxyHealthRow(const Context &context, const model::Proxy &proxy)
{
    Json row = {{"id", proxy.id},           {"name", proxy.name},    {"kind", model::toWord(proxy.kind)},
                {"host", proxy.host},       {"port", proxy.port},    {"user", proxy.user},
                {"enabled", proxy.enabled}, {"weight", proxy.weight}};
    const auto table = context.gateway.proxies.current();
    upstream::PoolProxy known{.row = proxy};
    if (const upstream::ProxyRef found = context.gateway.proxies.find(proxy.id))
        known.state = found->state;
    return withState(std::move(row), known.state->report(), upstream::moodOf(known, *table));
}

Outcome listProxyHealth(const Context &context)
{
    const auto all = storage::listProxies(context.db);
    if (!all)
        return base::fail(all.error());
    Json rows = Json::array();
    for (const model::Proxy &proxy : *all)
        rows.push_back(proxyHealthRow(context, proxy));
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
        {"history",
         {{"type", "array"},
          {"items", anyObject()},
          {"description", "When it was down since the start, newest first."}}}};
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
