#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <QDate>

#include "ui/fake_admin_client.h"

/// A gateway with a month of costs and some budgets, over a FakeAdminClient. It is 19 November 2026, 14:48 in Berlin.
struct FakeCosts {
    using Json = base::Json;
    using Answer = base::Result<base::Json>;

    static constexpr std::int64_t kDollar = 1'000'000'000;

    struct Use {
        std::int64_t calls = 0;
        std::int64_t cost = 0;
        std::int64_t unpriced = 0;
        std::int64_t estimated = 0;
    };

    static Json figures(const Use &use)
    {
        return {{"calls", use.calls},
                {"errors", use.calls / 50},
                {"success", use.calls == 0 ? Json(nullptr) : Json(0.98)},
                {"input_tokens", use.calls * 900},
                {"cache_read_tokens", use.calls * 100},
                {"output_tokens", use.calls * 100},
                {"cost_nanos", use.cost},
                {"currency", "USD"},
                {"estimated_calls", use.estimated},
                {"estimated_nanos", use.estimated * 1000},
                {"unpriced_calls", use.unpriced},
                {"unpriced_input_tokens", use.unpriced * 900},
                {"unpriced_output_tokens", use.unpriced * 100},
                {"average_duration_ms", use.calls == 0 ? Json(nullptr) : Json(812.5)},
                {"average_first_token_ms", use.calls == 0 ? Json(nullptr) : Json(401.0)}};
    }

    static Json row(Json key, const Use &use)
    {
        Json out{{"key", std::move(key)}};
        out.update(figures(use));
        return out;
    }

    static Use sum(const std::vector<Use> &uses)
    {
        Use out;
        for (const Use &use : uses) {
            out.calls += use.calls;
            out.cost += use.cost;
            out.unpriced += use.unpriced;
            out.estimated += use.estimated;
        }
        return out;
    }

    struct Model {
        std::string name;
        std::int64_t nanosADay;
        std::int64_t callsADay;
    };
    std::vector<Model> models{{"claude-sonnet-5", 9'816'842'105, 970},
                              {"gpt-5.2-mini", 6'719'473'684, 1613},
                              {"gemini-3-flash", 2'956'315'789, 725},
                              {"deepseek-v4", 1'657'894'736, 524},
                              {"qwen3-32b", 421'052'631, 200},
                              {"mistral-small", 210'526'315, 90},
                              {"glm-5-air", 0, 7}};
    std::string unpricedModel = "glm-5-air";
    int days = 19; ///< From the first of November.
    std::vector<Json> budgets{};
    std::vector<Json> credits{};
    bool hasUsers = false;

    Use useOf(const Model &model, int ofDays) const
    {
        const bool unpriced = model.name == unpricedModel;
        return {.calls = model.callsADay * ofDays,
                .cost = model.nanosADay * ofDays,
                .unpriced = unpriced ? model.callsADay * ofDays : 0};
    }

    Use all(int ofDays) const
    {
        std::vector<Use> uses;
        for (const Model &model : models)
            uses.push_back(useOf(model, ofDays));
        return sum(uses);
    }

    Json spanned(Json answer) const
    {
        answer["from"] = "2026-10-31T23:00:00.000Z";
        answer["to"] = "2026-11-19T13:48:00.001Z";
        answer["zone"] = "Europe/Berlin";
        return answer;
    }

    Json byModel() const
    {
        Json data = Json::array();
        for (const Model &model : models)
            data.push_back(row({{"model", model.name}}, useOf(model, days)));
        return spanned({{"total", figures(all(days))}, {"data", std::move(data)}});
    }

    Json byKey() const
    {
        const Use whole = all(days);
        Use first = whole;
        first.cost = whole.cost / 3 * 2;
        Use second = whole;
        second.cost = whole.cost - first.cost;
        return spanned({{"total", figures(whole)},
                        {"data", Json::array({row({{"key", "design <b>team</b>"}, {"key_id", "key_1"}}, first),
                                              row({{"key", "ci"}, {"key_id", "key_2"}}, second)})}});
    }

    static std::string dayName(int day) { return QDate(2026, 11, 1).addDays(day).toString(Qt::ISODate).toStdString(); }

    Json byDay(bool withModel) const
    {
        Json data = Json::array();
        for (int day = 0; day < days; ++day) {
            if (!withModel) {
                data.push_back(row({{"day", dayName(day)}}, all(1)));
                continue;
            }
            for (const Model &model : models)
                data.push_back(row({{"day", dayName(day)}, {"model", model.name}}, useOf(model, 1)));
        }
        return spanned({{"total", figures(all(days))}, {"data", std::move(data)}});
    }

    Json byHour() const
    {
        Json data = Json::array();
        for (int hour = 0; hour < 14; ++hour)
            data.push_back(row(
                {{"hour", "2026-11-19T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00+01:00"},
                 {"model", "gpt-5.2-mini"}},
                {.calls = 10, .cost = kDollar}));
        return spanned({{"total", figures({.calls = 140, .cost = 14 * kDollar})}, {"data", std::move(data)}});
    }

    Json now() const
    {
        const auto period = [](const Use &use, std::int64_t before) {
            Json out = figures(use);
            out["before"] = {{"calls", before == 0 ? 0 : 10}, {"cost_nanos", before}};
            return out;
        };
        return {{"now", "2026-11-19T13:48:00.000Z"},
                {"zone", "Europe/Berlin"},
                {"today", period({.calls = 100, .cost = 20'060'000'000}, 22'900'000'000)},
                {"week", period({.calls = 800, .cost = 108'720'000'000, .estimated = 4}, 102'470'000'000)},
                {"month", period(all(days), 371'240'000'000)}};
    }

    Json summary() const
    {
        Json out = spanned({{"total", figures(all(days))}});
        out["before"] = figures({.calls = 900, .cost = 300 * kDollar});
        out["by_key"] = byKey()["data"];
        out["unpriced_models"] = Json::array();
        if (all(days).unpriced > 0)
            out["unpriced_models"].push_back({{"provider", "Relay"},
                                              {"provider_id", "prov_1"},
                                              {"model", unpricedModel},
                                              {"unpriced_calls", all(days).unpriced},
                                              {"unpriced_input_tokens", 119'700},
                                              {"unpriced_output_tokens", 13'300}});
        return out;
    }

    static Json budget(const std::string &name, std::int64_t spent, std::int64_t limit)
    {
        return {{"id", "budget_" + name},
                {"name", name},
                {"scope", "all"},
                {"subject", ""},
                {"limit_nanos", limit},
                {"period", "month"},
                {"zone", ""},
                {"week_start", "monday"},
                {"mode", "hard"},
                {"thresholds", {50, 80, 100}},
                {"allow_unpriced", false},
                {"shift_to", ""},
                {"enabled", true},
                {"spent_nanos", spent},
                {"reserved_nanos", 0},
                {"remaining_nanos", std::max<std::int64_t>(0, limit - spent)},
                {"period_start", "2026-10-31T23:00:00.000Z"},
                {"period_end", "2026-11-30T23:00:00.000Z"},
                {"forecast_at", nullptr},
                {"thresholds_passed", Json::array()},
                {"created_at", "2026-10-01T00:00:00.000Z"},
                {"version", 3}};
    }

    static Json listOf(const std::vector<Json> &rows) { return {{"data", rows}, {"next", nullptr}}; }

    void serve(FakeAdminClient &client)
    {
        client.answers["cost.current"] = [this](const auto &) -> Answer { return now(); };
        client.answers["cost.summary"] = [this](const auto &) -> Answer { return summary(); };
        client.answers["cost.daily"] = [this](const auto &) -> Answer { return byDay(false); };
        client.answers["cost.by_model"] = [this](const auto &) -> Answer { return byModel(); };
        client.answers["cost.by_key"] = [this](const auto &) -> Answer { return byKey(); };
        client.answers["reports.usage"] = [this](const auto &) -> Answer { return byDay(false); };
        client.answers["reports.billing"] = [this](const admin::AdminCall &call) -> Answer {
            return FakeAdminClient::queryValue(call, "period") == "hour" ? byHour() : byDay(true);
        };
        if (hasUsers)
            client.answers["cost.by_user"] = [this](const auto &) -> Answer { return byModel(); };
        serveBudgets(client);
        serveCredits(client);
    }

    static Json credit(const std::string &holder, std::int64_t paidIn, std::int64_t spent)
    {
        return {{"id", "credit_" + holder},
                {"scope", "key"},
                {"subject", "key_" + holder},
                {"holder", holder},
                {"paid_in_nanos", paidIn},
                {"paid_back_nanos", 0},
                {"spent_nanos", spent},
                {"reserved_nanos", 0},
                {"balance_nanos", paidIn - spent},
                {"available_nanos", paidIn - spent},
                {"closed_at", nullptr}};
    }

    static Json statement()
    {
        const auto row = [](const char *kind, const char *at, std::int64_t amount, std::int64_t balance) {
            return Json{{"kind", kind}, {"at", at}, {"amount_nanos", amount}, {"balance_nanos", balance}};
        };
        Json paid = row("top_up", "2026-11-01T09:00:00.000Z", 20 * kDollar, 20 * kDollar);
        paid["note"] = "invoice <b>7</b>";
        paid["by"] = "ana";
        return {{"data", Json::array({paid, row("usage", "2026-11-02T00:00:00.000Z", -5 * kDollar, 15 * kDollar)})}};
    }

    void serveCredits(FakeAdminClient &client)
    {
        client.answers["credits.list"] = [this](const auto &) -> Answer { return listOf(credits); };
        client.answers["credits.statement"] = [](const auto &) -> Answer { return statement(); };
        client.answers["credits.pay"] = [this](const admin::AdminCall &call) -> Answer {
            const std::int64_t amount = call.body["amount_nanos"];
            for (Json &one : credits) {
                if (one["subject"] != call.body["subject"])
                    continue;
                if (one["available_nanos"].get<std::int64_t>() + amount < 0)
                    return base::fail(base::ErrorCode::Conflict, "not so much of it is free", "amount_nanos");
                one["balance_nanos"] = one["balance_nanos"].get<std::int64_t>() + amount;
                return one;
            }
            if (call.body["subject"] == "nobody")
                return base::fail(base::ErrorCode::Unprocessable, "there is no such client key", "subject");
            credits.push_back(credit("new", amount, 0));
            credits.back()["subject"] = call.body["subject"];
            return credits.back();
        };
        client.answers["credits.close"] = [this](const admin::AdminCall &call) -> Answer {
            for (Json &one : credits)
                if (one["id"] == call.path.front().second)
                    one["closed_at"] = "2026-11-19T13:48:00.000Z";
            return Json(nullptr);
        };
    }

    void serveBudgets(FakeAdminClient &client)
    {
        client.answers["budgets.list"] = [this](const auto &) -> Answer { return listOf(budgets); };
        client.answers["budgets.create"] = [this](const admin::AdminCall &call) -> Answer {
            Json made = budget(call.body["name"], 0, call.body["limit_nanos"]);
            made.update(call.body);
            budgets.push_back(made);
            return made;
        };
        client.answers["budgets.update"] = [this](const admin::AdminCall &call) -> Answer {
            for (Json &one : budgets)
                if (one["id"] == call.path.front().second) {
                    one.update(call.body);
                    return one;
                }
            return base::fail(base::ErrorCode::NotFound, "gone");
        };
        client.answers["budgets.delete"] = [this](const admin::AdminCall &call) -> Answer {
            std::erase_if(budgets, [&](const Json &one) { return one["id"] == call.path.front().second; });
            return Json(nullptr);
        };
        client.answers["api_keys.list"] = [](const auto &) -> Answer {
            return listOf({{{"id", "key_1"}, {"name", "design team"}}, {{"id", "key_2"}, {"name", "ci"}}});
        };
        client.answers["providers.list"] = [](const auto &) -> Answer {
            return listOf({{{"id", "prov_1"}, {"name", "Relay"}, {"models", {"gpt-5.2-mini", "glm-5-air"}}}});
        };
    }
};
