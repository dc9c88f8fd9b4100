#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <QDateTime>

#include "ui/fake_admin_client.h"

/// Client keys as the gateway hands them out, over a FakeAdminClient.
class FakeKeys {
public:
    static constexpr auto kSecret = "sy-Wd2KpX7vMq0hRjT4nEaZ8cYbLs5GfU1oWd2KpX7vMq0";

    static std::string timeIn(qint64 seconds)
    {
        return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs).toStdString();
    }

    base::Json &add(const std::string &name, const std::string &role = "member")
    {
        const std::string number = std::to_string(++m_made);
        rows.insert(rows.begin(), base::Json{{"id", "key_" + number},
                                             {"name", name},
                                             {"prefix", "sy-7Qf3" + number},
                                             {"role", role},
                                             {"allowed_models", base::Json::array()},
                                             {"expires_at", nullptr},
                                             {"revoked_at", nullptr},
                                             {"created_at", timeIn(-86'400 * 40)},
                                             {"last_used_at", nullptr},
                                             {"version", 1}});
        return rows.front();
    }

    void serve(FakeAdminClient &client)
    {
        client.answers["api_keys.list"] = [this](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", rows}, {"next", nullptr}};
        };
        client.answers["api_keys.create"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            base::Json made = add(call.body.at("name").get<std::string>(), call.body.at("role").get<std::string>());
            rows.front()["expires_at"] = call.body.at("expires_at");
            made["key"] = kSecret;
            return made;
        };
        client.answers["api_keys.update"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            base::Json &row = find(call);
            for (const auto &[name, value] : call.body.items())
                row[name] = value;
            return row;
        };
        client.answers["api_keys.rotate"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            base::Json out = find(call);
            out["key"] = kSecret;
            return out;
        };
        client.answers["api_keys.revoke"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            base::Json &row = find(call);
            row["revoked_at"] = timeIn(0);
            return row;
        };
        client.answers["api_keys.delete"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            std::erase_if(rows, [&](const base::Json &row) { return row["id"] == call.path.front().second; });
            return base::Json(nullptr);
        };
        client.answers["usage.get"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{
                {"data",
                 {{{"key", "key_1"}, {"calls", 1482}, {"cost_nanos", 4'137'000'000}, {"currency", "USD"}},
                  {{"key", "key_2"}, {"calls", 3}, {"cost_nanos", 0}, {"unpriced_calls", 3}, {"currency", "USD"}}}}};
        };
    }

    base::Json &find(const admin::AdminCall &call)
    {
        return *std::ranges::find_if(rows,
                                     [&](const base::Json &row) { return row["id"] == call.path.front().second; });
    }

    std::vector<base::Json> rows{};

private:
    int m_made = 0;
};
