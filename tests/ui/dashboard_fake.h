#pragma once

#include <QDate>
#include <QDateTime>

#include "ui/fake_admin_client.h"

/// What `dashboard.stats` answers on a working day, for tests to bend.
inline base::Json dashboardAnswer()
{
    const QDateTime quarter = QDateTime::fromString(QStringLiteral("2026-11-19T13:45:00Z"), Qt::ISODate);
    base::Json answer{{"now", "2026-11-19T13:48:00Z"},
                      {"zone", "Europe/Berlin"},
                      {"zone_offset_minutes", 60},
                      {"active_sessions", 7},
                      {"open_calls", 12},
                      {"average_response_ms", 812.5},
                      {"first_choice_success", 0.987},
                      {"health", 1.0},
                      {"requests_today", 4812},
                      {"requests_yesterday_same_time", 4531},
                      {"tokens_today", 18'400'000},
                      {"tokens_yesterday_same_time", 18'400'000},
                      {"errors_today", 4},
                      {"errors_yesterday_same_time", 9},
                      {"success_today", 0.9991},
                      {"success_yesterday_same_time", 0.997},
                      {"cost_today_nanos", 20'060'000'000},
                      {"cost_yesterday_same_time_nanos", 22'910'000'000},
                      {"unpriced_today", 0},
                      {"estimated_today", 0},
                      {"average_first_token_ms", 412.0},
                      {"average_first_token_yesterday_ms", 398.0},
                      {"p50_first_token_ms", 401.0},
                      {"p95_first_token_ms", 1310.0},
                      {"budgets", base::Json::array()}};
    base::Json trend = base::Json::array();
    for (int i = 0; i < 96; ++i)
        trend.push_back({{"at", quarter.addSecs(900 * (i - 95)).toString(Qt::ISODate).toStdString()},
                         {"calls", 50 + i},
                         {"errors", i % 30 == 0 ? 1 : 0},
                         {"average_ms", i == 40 ? base::Json(nullptr) : base::Json(400.0 + i % 7 * 12)},
                         {"p95_ms", 1200.0 + i % 11 * 30},
                         {"first_token_ms", 300.0 + i % 5 * 9}});
    answer["response_trend"] = std::move(trend);
    base::Json days = base::Json::array();
    for (int i = 0; i < 30; ++i)
        days.push_back({{"day", QDate(2026, 10, 21).addDays(i).toString(Qt::ISODate).toStdString()},
                        {"cost_nanos", 10'000'000'000 + i * 300'000'000LL},
                        {"calls", 4000 + i},
                        {"tokens", 15'000'000}});
    answer["cost_trend"] = std::move(days);
    answer["model_distribution"] = {{{"model", "gpt-5.2-mini"}, {"calls", 2812}},
                                    {{"model", "claude-sonnet-5"}, {"calls", 1500}},
                                    {{"model", nullptr}, {"calls", 500}}};
    answer["failovers"] = {{{"at", "2026-11-19T13:41:00Z"},
                            {"request_id", "req_77"},
                            {"from_provider", "Anthropic <b>team</b>"},
                            {"to_provider", "OpenRouter"},
                            {"model", "claude-sonnet-5"},
                            {"failure", "rate_limited"},
                            {"failure_status", 429},
                            {"added_ms", 412},
                            {"outcome", "done"}}};
    return answer;
}

/// The same of an instance that has served nothing yet.
inline base::Json freshDashboardAnswer()
{
    base::Json answer = dashboardAnswer();
    for (const char *key : {"requests_today", "requests_yesterday_same_time", "tokens_today", "errors_today",
                            "cost_today_nanos", "open_calls", "active_sessions"})
        answer[key] = 0;
    for (const char *key : {"success_today", "success_yesterday_same_time", "average_first_token_ms", "health",
                            "average_first_token_yesterday_ms", "average_response_ms", "first_choice_success",
                            "p50_first_token_ms", "p95_first_token_ms"})
        answer[key] = nullptr;
    for (base::Json &bucket : answer["response_trend"]) {
        bucket["calls"] = bucket["errors"] = 0;
        bucket["average_ms"] = bucket["p95_ms"] = bucket["first_token_ms"] = nullptr;
    }
    for (base::Json &day : answer["cost_trend"])
        day["cost_nanos"] = day["calls"] = day["tokens"] = 0;
    answer["model_distribution"] = answer["failovers"] = base::Json::array();
    return answer;
}
