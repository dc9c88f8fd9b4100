#pragma once

#include <algorithm>
#include <vector>

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
                {"attempts", 1},
                {"application", "train.py"},
                {"tags", {"night & day"}}};
    }

    /// The numbers of the calls that a question finds, in its order, as the gateway would.
    std::vector<int> found(const admin::AdminCall &call) const
    {
        const auto value = [&call](const char *key) { return FakeAdminClient::queryValue(call, key); };
        const int top = value("as_of").empty() ? m_newest : std::stoi(value("as_of"));
        std::vector<int> numbers;
        for (int number = top; number > 0; --number)
            if (value("provider").empty() && (value("q").empty() || row(number)["id"] == value("q")))
                numbers.push_back(number);
        if (value("sort") == "started")
            std::reverse(numbers.begin(), numbers.end());
        return numbers;
    }

    int asked = 0; ///< Questions with an offset or a cursor.

private:
    base::Result<base::Json> answer(const admin::AdminCall &call)
    {
        ++asked;
        if (FakeAdminClient::queryValue(call, "offset").empty())
            return page(call);
        const std::vector<int> numbers = found(call);
        const auto from = static_cast<std::size_t>(std::stoi(FakeAdminClient::queryValue(call, "offset")));
        const auto limit = static_cast<std::size_t>(std::stoi(FakeAdminClient::queryValue(call, "limit")));
        base::Json data = base::Json::array();
        for (std::size_t i = from; i < std::min(from + limit, numbers.size()); ++i)
            data.push_back(row(numbers[i]));
        base::Json out{{"data", data}, {"next", nullptr}, {"as_of", std::to_string(m_newest)}};
        if (FakeAdminClient::queryValue(call, "times") == "true")
            out["total"] = numbers.size();
        return out;
    }

    base::Result<base::Json> page(const admin::AdminCall &call) const
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
