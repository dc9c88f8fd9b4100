#include "admin/alert_handlers.h"

#include <algorithm>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/operation_schemas.h"
#include "admin/query.h"
#include "base/text.h"
#include "storage/alert_notices.h"
#include "storage/alert_settings.h"
#include "storage/alerts.h"

namespace admin {
namespace {

using base::Json;
using model::Alert;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kLongestSilenceMs = 30LL * 86'400'000;
constexpr std::int64_t kMillis = 1000;
constexpr std::size_t kMostShown = 20; ///< On a desktop.

base::Result<storage::AlertFilter> filterOf(const Request &request)
{
    const auto from = timeOf(request, "from");
    const auto to = timeOf(request, "to");
    const auto limit = numberOf(request, "limit", 1, kMostRows, 100);
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    if (!limit)
        return base::fail(limit.error());
    storage::AlertFilter out{.fromMs = from->value_or(0), .toMs = to->value_or(0), .limit = *limit};
    const std::string_view state = request.queryValue("state");
    if (!state.empty() && state != "open" && state != "ended" && state != "all")
        return wrongParameter("state", "must be open, ended or all");
    if (state == "open" || state == "ended")
        out.open = state == "open";
    if (const auto kind = textOf(request, "kind")) {
        out.kind = model::alertKindFrom(*kind);
        if (!out.kind)
            return wrongParameter("kind", "must be a kind of alert");
    }
    if (const auto severity = textOf(request, "severity")) {
        out.severity = model::severityFrom(*severity);
        if (!out.severity)
            return wrongParameter("severity", "must be info, warning or critical");
    }
    out.before = request.queryValue("after");
    return out;
}

Json noticeJson(const storage::AlertNotice &notice, const model::AlertSettings &settings)
{
    const model::AlertChannel *channel = settings.channel(notice.channelId);
    const bool over = notice.endedMs > 0;
    return {{"id", notice.id},
            {"channel_id", notice.channelId},
            {"channel", channel == nullptr ? Json(nullptr) : Json(channel->name)},
            {"event", notice.event},
            {"state", notice.state},
            {"at", base::rfc3339(over ? notice.endedMs : notice.madeMs)},
            {"tries", notice.tries},
            {"problem", notice.problem.empty() ? Json(nullptr) : Json(notice.problem)}};
}

/// What was sent of each, below it.
base::Result<> tellNotices(storage::Database &db, Json &rows)
{
    Json ids = Json::array();
    for (const Json &row : rows)
        ids.push_back(row["id"]);
    const auto notices = storage::noticesOf(db, base::dump(ids));
    const auto settings = storage::loadAlertSettings(db);
    if (!notices || !settings)
        return base::fail(notices ? settings.error() : notices.error());
    for (Json &row : rows) {
        row["notices"] = Json::array();
        for (const storage::AlertNotice &notice : *notices)
            if (row["id"] == notice.alertId)
                row["notices"].push_back(noticeJson(notice, *settings));
    }
    return {};
}

/// Until when; 0: from now on it is heard again. Errors: Unprocessable.
base::Result<std::int64_t> silenceEnd(const Context &context)
{
    const Json &seconds = base::at(context.request.body, "seconds");
    const Json &until = base::at(context.request.body, "until");
    const std::int64_t nowMs = context.gateway.clock.wallMillis();
    if (seconds == 0 || (seconds.is_null() && until.is_null()))
        return 0;
    std::optional<std::int64_t> end;
    if (const auto given = base::integerIn(seconds); given && *given > 0 && *given <= kLongestSilenceMs / kMillis)
        end = nowMs + *given * kMillis;
    else if (seconds.is_null())
        end = base::parseRfc3339(base::textOr(until));
    const std::string field = seconds.is_null() ? "until" : "seconds";
    if (!end || *end <= nowMs || *end > nowMs + kLongestSilenceMs)
        return base::fail(base::ErrorCode::Unprocessable,
                          field + " must lie ahead, by no more than thirty days; 0 seconds: it is heard again", field);
    return *end;
}

} // namespace

Outcome listAlerts(const Context &context)
{
    auto filter = filterOf(context.request);
    if (!filter)
        return base::fail(filter.error());
    const std::int64_t limit = filter->limit++;
    const auto alerts = storage::listAlerts(context.db, *filter);
    if (!alerts)
        return base::fail(alerts.error());
    Json rows = Json::array();
    for (const Alert &alert : *alerts)
        if (std::ssize(rows) < limit)
            rows.push_back(model::toJson(alert));
    if (auto told = tellNotices(context.db, rows); !told)
        return base::fail(told.error());
    Json next = std::ssize(*alerts) > limit ? rows.back()["id"] : Json(nullptr);
    return listOf(std::move(rows), std::move(next));
}

Outcome silenceAlert(const Context &context)
{
    auto alert = storage::getAlert(context.db, context.request.pathValue("id"));
    if (!alert)
        return base::fail(alert.error());
    const auto end = silenceEnd(context);
    if (!end)
        return base::fail(end.error());
    if (alert->endedMs > 0)
        return base::fail(base::ErrorCode::Conflict, "this alert is over");
    alert->silencedMs = *end;
    if (auto kept = storage::putAlert(context.db, *alert); !kept)
        return base::fail(kept.error());
    Json shown = model::toJson(*alert);
    context.gateway.events.publish(jobs::Topic::Alerts, {{"event", *end > 0 ? "silenced" : "heard"}, {"alert", shown}});
    return shown;
}

Json alertsInShort(const Context &context)
{
    const auto open = storage::openAlerts(context.db);
    const auto settings = storage::loadAlertSettings(context.db);
    if (!open || !settings)
        return nullptr;
    const std::int64_t nowMs = context.gateway.clock.wallMillis();
    Json desktop = Json::array();
    for (const Alert &alert : *open)
        if (settings->desktop && alert.severity >= settings->desktopLeast && alert.silencedMs <= nowMs
            && desktop.size() < kMostShown)
            desktop.push_back(model::toJson(alert));
    return {{"open", open->size()}, {"desktop", std::move(desktop)}};
}

namespace schema {

Json alertShown()
{
    return shown<Alert>();
}

Json alertsListed()
{
    const Json maybe = {{"type", {"string", "null"}}};
    Json out = listed<Alert>();
    out["properties"]["data"]["items"]["properties"]["notices"] = {
        {"type", "array"},
        {"description", "What was sent of it, or waits to be."},
        {"items",
         {{"type", "object"},
          {"properties",
           {{"id", {{"type", "string"}, {"description", "Told to the receiver, who knows a repetition by it."}}},
            {"channel_id", {{"type", "string"}}},
            {"channel", maybe},
            {"event", {{"type", "string"}, {"enum", {"raised", "worse", "reminded", "recovered"}}}},
            {"state", {{"type", "string"}, {"enum", {"waiting", "sent", "given_up", "dropped"}}}},
            {"at", {{"type", "string"}, {"format", "date-time"}}},
            {"tries", {{"type", "integer"}}},
            {"problem", maybe}}}}}};
    return out;
}

Json silenceBody()
{
    return {{"type", "object"},
            {"properties",
             {{"seconds",
               {{"type", {"integer", "null"}}, {"description", "For so long; 0: from now on it is heard again."}}},
              {"until", {{"type", {"string", "null"}}, {"format", "date-time"}, {"description", "Or until then."}}}}}};
}

} // namespace schema
} // namespace admin
