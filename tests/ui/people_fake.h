#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ui/fake_admin_client.h"

/// Users and teams as the gateway hands them out, over a FakeAdminClient.
class FakePeople {
public:
    static constexpr auto kPassword = "Kx7vMq0hRjT4nEaZ";

    static base::Json noLimits()
    {
        return {{"requests_per_minute", nullptr}, {"tokens_per_minute", nullptr}, {"concurrent_calls", nullptr}};
    }

    base::Json &addTeam(const std::string &id, const std::string &name)
    {
        teams.push_back({{"id", id},
                         {"name", name},
                         {"disabled", false},
                         {"tags", base::Json::array()},
                         {"limits", noLimits()},
                         {"created_at", "2026-09-01T08:00:00.000Z"},
                         {"version", 3}});
        return teams.back();
    }

    base::Json &addUser(const std::string &id, const std::string &name, const std::string &team = {})
    {
        users.push_back({{"id", id},
                         {"name", name},
                         {"email", name + "@example.com"},
                         {"role", "member"},
                         {"team", team},
                         {"team_name", nameOf(team)},
                         {"disabled", false},
                         {"tags", base::Json::array()},
                         {"limits", noLimits()},
                         {"created_at", "2026-09-01T08:00:00.000Z"},
                         {"version", 7}});
        return users.back();
    }

    void serve(FakeAdminClient &client)
    {
        serveRows(client, "users", users);
        serveRows(client, "teams", teams);
        client.answers["users.password"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"user", "user_1"}, {"password", kPassword}, {"must_change", true}};
        };
        client.answers["users.sign_out"] = [](const auto &) -> base::Result<base::Json> { return base::Json(nullptr); };
    }

    void serveCosts(FakeAdminClient &client)
    {
        client.answers["cost.by_user"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{
                {"data",
                 {{{"key", {{"user", "mira"}, {"user_id", "user_1"}}}, {"calls", 90}, {"cost_nanos", 41'370'000'000}},
                  {{"key", {{"user", nullptr}}}, {"calls", 9}, {"cost_nanos", 1}}}}};
        };
        client.answers["cost.by_team"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data",
                               {{{"key", {{"team", "Research"}, {"team_id", "team_1"}}},
                                 {"calls", 4},
                                 {"unpriced_calls", 4},
                                 {"cost_nanos", 0}}}}};
        };
    }

    std::vector<base::Json> users{};
    std::vector<base::Json> teams{};

private:
    std::string nameOf(const std::string &team) const
    {
        const auto hit = std::ranges::find_if(teams, [&](const base::Json &row) { return row["id"] == team; });
        return hit == teams.end() ? std::string() : (*hit)["name"].get<std::string>();
    }

    static void serveRows(FakeAdminClient &client, const std::string &what, std::vector<base::Json> &rows)
    {
        client.answers[what + ".list"] = [&rows](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", rows}, {"next", nullptr}};
        };
        client.answers[what + ".create"] = [&rows](const admin::AdminCall &call) -> base::Result<base::Json> {
            base::Json made = call.body;
            made["id"] = "new_" + std::to_string(rows.size());
            made["version"] = 1;
            rows.push_back(made);
            return made;
        };
        client.answers[what + ".update"] = [&rows](const admin::AdminCall &call) -> base::Result<base::Json> {
            const auto hit = std::ranges::find_if(
                rows, [&](const base::Json &row) { return row["id"] == call.path.front().second; });
            hit->update(call.body);
            return *hit;
        };
        client.answers[what + ".delete"] = [&rows](const admin::AdminCall &call) -> base::Result<base::Json> {
            std::erase_if(rows, [&](const base::Json &row) { return row["id"] == call.path.front().second; });
            return base::Json(nullptr);
        };
    }
};
