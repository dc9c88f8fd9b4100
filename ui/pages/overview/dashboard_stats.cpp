#include "ui/pages/overview/dashboard_stats.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "ui/text/time_text.h"

namespace ui {
namespace {

std::optional<double> number(const base::Json &object, std::string_view key)
{
    const base::Json &value = base::at(object, key);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

double measured(const base::Json &object, std::string_view key)
{
    return number(object, key).value_or(std::numeric_limits<double>::quiet_NaN());
}

std::int64_t count(const base::Json &object, std::string_view key)
{
    return base::integerOr(base::at(object, key));
}

QString text(const base::Json &object, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(object, key)));
}

Compared compared(const base::Json &answer, std::string_view today, std::string_view yesterday)
{
    return {.now = number(answer, today), .before = number(answer, yesterday)};
}

DashboardStats::Bucket bucket(const base::Json &row, const QDateTime &now)
{
    return {.at = parseTime(text(row, "at")).toOffsetFromUtc(now.offsetFromUtc()),
            .calls = count(row, "calls"),
            .errors = count(row, "errors"),
            .averageMs = measured(row, "average_ms"),
            .p95Ms = measured(row, "p95_ms"),
            .firstTokenMs = measured(row, "first_token_ms")};
}

DashboardStats::Day day(const base::Json &row)
{
    return {.day = QDate::fromString(text(row, "day"), Qt::ISODate),
            .calls = count(row, "calls"),
            .tokens = count(row, "tokens"),
            .costNanos = count(row, "cost_nanos"),
            .unpriced = count(row, "unpriced_calls"),
            .estimated = count(row, "estimated_calls")};
}

DashboardStats::Failover failover(const base::Json &row)
{
    return {.at = parseTime(text(row, "at")),
            .requestId = text(row, "request_id"),
            .from = text(row, "from_provider"),
            .to = text(row, "to_provider"),
            .model = text(row, "model"),
            .failure = text(row, "failure"),
            .status = count(row, "failure_status"),
            .addedMs = number(row, "added_ms")};
}

void readDay(DashboardStats &stats, const base::Json &answer)
{
    stats.requests = compared(answer, "requests_today", "requests_yesterday_same_time");
    stats.tokens = compared(answer, "tokens_today", "tokens_yesterday_same_time");
    stats.errors = compared(answer, "errors_today", "errors_yesterday_same_time");
    stats.success = compared(answer, "success_today", "success_yesterday_same_time");
    stats.costNanos = compared(answer, "cost_today_nanos", "cost_yesterday_same_time_nanos");
    stats.firstTokenMs = compared(answer, "average_first_token_ms", "average_first_token_yesterday_ms");
    stats.firstTokenP50 = number(answer, "p50_first_token_ms");
    stats.firstTokenP95 = number(answer, "p95_first_token_ms");
    stats.inputTokens = base::integerIn(base::at(answer, "input_tokens_today"));
    stats.outputTokens = base::integerIn(base::at(answer, "output_tokens_today"));
    stats.failoversToday = count(answer, "failovers_today");
    stats.unpriced = count(answer, "unpriced_today");
    stats.estimated = count(answer, "estimated_today");
}

} // namespace

bool DashboardStats::isCostUnknown() const
{
    const double cost = costNanos.now.value_or(0);
    return !costNanos.now || (unpriced > 0 && (static_cast<double>(unpriced) >= requests.now.value_or(0) || cost == 0));
}

bool DashboardStats::hasCalls() const
{
    return std::ranges::any_of(days, [](const Day &each) { return each.calls > 0; });
}

DashboardStats parseDashboardStats(const base::Json &answer)
{
    DashboardStats stats;
    const QDateTime now = parseTime(text(answer, "now"));
    const auto offset = static_cast<int>(count(answer, "zone_offset_minutes") * 60);
    stats.now = (now.isValid() ? now : QDateTime::currentDateTime()).toOffsetFromUtc(offset);
    stats.currency = QString::fromStdString(base::textOr(base::at(answer, "currency"), "USD"));
    stats.openCalls = base::integerIn(base::at(answer, "open_calls"));
    stats.activeSessions = base::integerIn(base::at(answer, "active_sessions"));
    stats.averageMs = number(answer, "average_response_ms");
    stats.firstChoice = number(answer, "first_choice_success");
    stats.health = number(answer, "health");
    readDay(stats, answer);
    for (const base::Json &row : base::at(answer, "response_trend"))
        stats.responses.push_back(bucket(row, stats.now));
    for (const base::Json &row : base::at(answer, "cost_trend"))
        stats.days.push_back(day(row));
    for (const base::Json &row : base::at(answer, "model_distribution"))
        stats.models.push_back({.model = text(row, "model"), .calls = count(row, "calls")});
    for (const base::Json &row : base::at(answer, "failovers"))
        stats.failovers.push_back(failover(row));
    return stats;
}

} // namespace ui
