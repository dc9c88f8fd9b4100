#pragma once

#include "ui/fake_admin_client.h"

/// A log of numbered calls, newest first, that a FakeAdminClient hands out in pages as the gateway does.
class FakeLog {
public:
    explicit FakeLog(int calls) : m_newest(calls) {}

    void add(int calls) { m_newest += calls; }

    void serve(FakeAdminClient &client)
    {
        client.answers["requests.list"] = [this](const admin::AdminCall &call) { return answer(call); };
    }

    static base::Json row(int number)
    {
        const std::string minute = std::to_string(10 + number / 60 % 50);
        const std::string second = std::to_string(10 + number % 50);
        return {{"id", "req_" + std::to_string(number)},
                {"started_at", "2026-11-19T14:" + minute + ":" + second + ".000Z"},
                {"requested_model", "fast"},
                {"routed_model", "gpt-5.2-mini"},
                {"billed_model", "gpt-5.2-mini"},
                {"provider", "OpenAI"},
                {"status", 200},
                {"outcome", "done"},
                {"input_tokens", number},
                {"output_tokens", 40},
                {"cost_nanos", 132'000},
                {"currency", "USD"},
                {"confidence", "measured"},
                {"first_token_ms", nullptr},
                {"duration_ms", 812.5},
                {"attempts", 1}};
    }

private:
    base::Result<base::Json> answer(const admin::AdminCall &call) const
    {
        const std::string after = FakeAdminClient::queryValue(call, "after");
        const int from = after.empty() ? m_newest : std::stoi(after);
        const int to = std::max(0, from - std::stoi(FakeAdminClient::queryValue(call, "limit")));
        base::Json data = base::Json::array();
        for (int number = from; number > to; --number)
            data.push_back(row(number));
        return base::Json{{"data", data}, {"next", to > 0 ? base::Json(std::to_string(to)) : base::Json(nullptr)}};
    }
    int m_newest;
};
