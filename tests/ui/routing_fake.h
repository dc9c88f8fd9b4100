#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ui/fake_admin_client.h"

/// A gateway that routes: rules, a model map, defaults, versions; over a FakeAdminClient.
struct FakeRouting {
    using Json = base::Json;
    using Answer = base::Result<base::Json>;

    static Json rule(const std::string &name, Json when, Json then)
    {
        return {{"id", "rule_" + name}, {"name", name}, {"type", "composite"}, {"enabled", true},    {"when", when},
                {"then", then},         {"hits", 0},    {"last_hit", nullptr}, {"problem", nullptr}, {"version", 1}};
    }

    static Json target(const std::string &model, int weight, int priority = 0)
    {
        return {{"provider", "prov_OpenAI"},
                {"provider_name", "OpenAI"},
                {"model", model},
                {"weight", weight},
                {"priority", priority},
                {"overrides", Json::object()},
                {"required_features", Json::array()}};
    }

    static Json alias(const std::string &name, Json targets)
    {
        return {{"id", "alias_" + name}, {"name", name},    {"strategy", nullptr}, {"affinity", nullptr},
                {"targets", targets},    {"enabled", true}, {"version", 1}};
    }

    FakeRouting()
    {
        rules = {rule("short", {{"complexity", {{"max", 35}}}}, Json::array({{{"use_model", "fast"}}})),
                 rule("review", {{"any", Json::array({{{"intent", "code"}}, {{"regex", "(?i)\\bdiff\\b"}}})}},
                      Json::array({{{"tag", "review"}}, {{"use_model", "smart"}}})),
                 rule("block", {{"all", Json::array({{{"key", "ci"}}, {{"not", {{"has", "images"}}}}})}},
                      Json::array({{{"reject", {{"message", "no"}}}}}))};
        aliases = {alias("fast", Json::array({target("gpt-5.2-mini", 60), target("gemini-3-flash", 30),
                                              target("qwen3", 10), target("spare", 1, 5)}))};
    }

    static Json listOf(const std::vector<Json> &rows) { return {{"data", rows}, {"next", nullptr}}; }

    void serve(FakeAdminClient &client)
    {
        serveRules(client);
        serveMap(client);
        servePlans(client);
        client.answers["settings.get"] = [this](const auto &) -> Answer { return settings; };
        client.answers["router.defaults"] = [this](const admin::AdminCall &call) -> Answer {
            for (const auto &[name, value] : call.body.items())
                settings[name] = value;
            return settings;
        };
        client.answers["providers.list"] = [](const auto &) -> Answer {
            return listOf({{{"id", "prov_OpenAI"},
                            {"name", "OpenAI"},
                            {"models", {"gpt-5.2-mini", "gemini-3-flash"}},
                            {"enabled", true}}});
        };
        client.answers["api_keys.list"] = [](const auto &) -> Answer {
            return listOf({{{"id", "key_1"}, {"name", "ci"}}});
        };
        client.answers["router.history"] = [](const auto &) -> Answer {
            return listOf({{{"id", "swc_1"},
                            {"asked_at", "2026-11-20T10:00:00.000Z"},
                            {"value", false},
                            {"outcome", "undone"},
                            {"by", "admin"},
                            {"reason", "<b>maintenance</b>"}}});
        };
        client.answers["router.status"] = [this](const auto &) -> Answer {
            const Json pending = {{"value", false}, {"effective_at", "2026-11-20T10:00:10.000Z"}, {"left_ms", 9000}};
            return Json{{"value", true},       {"pending", turning ? pending : Json(nullptr)},
                        {"cooldown", nullptr}, {"by", "admin"},
                        {"reason", "Monday"},  {"since", "2026-11-20T10:00:00.000Z"},
                        {"delay_ms", 10000},   {"cooldown_ms", 300000},
                        {"plan", 42}};
        };
        client.answers["status.get"] = [this](const auto &) -> Answer { return status; };
        client.answers["router.simulate"] = [this](const admin::AdminCall &) -> Answer { return simulated; };
    }

    std::vector<std::string> names() const
    {
        std::vector<std::string> out;
        for (const Json &row : rules)
            out.push_back(row["name"].get<std::string>());
        return out;
    }

    std::vector<Json> rules{};
    std::vector<Json> aliases{};
    Json settings = {{"default_model", "fast"}, {"strategy", "weighted_random"}, {"affinity", true},
                     {"hedging", "off"},        {"hedge_after_ms", 3000},        {"hedge_percent", 5}};
    bool turning = false; ///< The switch is being turned off.
    Json status = {{"plan", 42}, {"open_calls", 0}};
    Json simulated = {
        {"routing", true},
        {"rules", Json::array({{{"id", "rule_short"}, {"name", "short"}}})},
        {"complexity", {{"score", 21}, {"intent", "summary"}, {"parts", {{"length", 6}, {"steps", 15}}}}},
        {"alias", "fast"},
        {"strategy", "weighted_random"},
        {"candidates",
         Json::array({{{"provider", "prov_OpenAI"}, {"provider_name", "OpenAI"}, {"model", "gpt-5.2-mini"}},
                      {{"provider", "prov_OpenAI"}, {"provider_name", nullptr}, {"model", "spare"}, {"step", 1}}})},
        {"passed_over",
         Json::array({{{"provider", "prov_OpenAI"}, {"model", "qwen3"}, {"why", "cooling"}, {"wait_ms", 4200}}})}};

private:
    void serveRules(FakeAdminClient &client)
    {
        client.answers["router.rules.list"] = [this](const auto &) -> Answer {
            for (std::size_t i = 0; i < rules.size(); ++i)
                rules[i]["priority"] = i;
            return listOf(rules);
        };
        client.answers["router.rules.get"] = [this](const admin::AdminCall &call) -> Answer {
            return find(rules, call);
        };
        client.answers["router.rules.create"] = [this](const admin::AdminCall &call) -> Answer {
            Json made = rule(call.body.at("name").get<std::string>(), call.body.at("when"), call.body.at("then"));
            rules.push_back(made);
            return made;
        };
        client.answers["router.rules.update"] = [this](const admin::AdminCall &call) -> Answer {
            return change(rules, call);
        };
        client.answers["router.rules.delete"] = [this](const admin::AdminCall &call) -> Answer {
            std::erase_if(rules, [&](const Json &row) { return row["id"] == call.path.front().second; });
            return Json(nullptr);
        };
        client.answers["router.rules.reorder"] = [this](const admin::AdminCall &call) -> Answer {
            std::vector<Json> next;
            for (const Json &id : call.body.at("ids"))
                next.push_back(*std::ranges::find_if(rules, [&](const Json &row) { return row["id"] == id; }));
            rules = next;
            return listOf(rules);
        };
    }

    void serveMap(FakeAdminClient &client)
    {
        client.answers["router.model_map.list"] = [this](const auto &) -> Answer { return listOf(aliases); };
        client.answers["router.model_map.get"] = [this](const admin::AdminCall &call) -> Answer {
            return find(aliases, call);
        };
        client.answers["router.model_map.create"] = [this](const admin::AdminCall &call) -> Answer {
            aliases.push_back(alias(call.body.at("name").get<std::string>(), call.body.at("targets")));
            return aliases.back();
        };
        client.answers["router.model_map.update"] = [this](const admin::AdminCall &call) -> Answer {
            return change(aliases, call);
        };
        client.answers["router.model_map.delete"] = [this](const admin::AdminCall &call) -> Answer {
            std::erase_if(aliases, [&](const Json &row) { return row["id"] == call.path.front().second; });
            return Json(nullptr);
        };
    }

    void servePlans(FakeAdminClient &client)
    {
        client.answers["router.plans.list"] = [](const auto &) -> Answer {
            return listOf({{{"version", 9}, {"published_at", "2026-11-20T10:00:00.000Z"}, {"author", "admin"}},
                           {{"version", 8}, {"published_at", "2026-11-19T10:00:00.000Z"}, {"author", "ops"}}});
        };
        client.answers["router.plans.diff"] = [](const auto &) -> Answer {
            return Json{{"data", Json::array({{{"path", "rules[short].enabled"}, {"before", true}, {"after", false}},
                                              {{"path", "aliases[fast]"},
                                               {"before", nullptr},
                                               {"after", alias("fast", Json::array({target("gpt-5.2-mini", 60)}))}}})}};
        };
        client.answers["router.plans.restore"] = [](const auto &) -> Answer { return Json{{"version", 10}}; };
    }

    static Json &find(std::vector<Json> &rows, const admin::AdminCall &call)
    {
        return *std::ranges::find_if(rows, [&](const Json &row) { return row["id"] == call.path.front().second; });
    }
    static Json change(std::vector<Json> &rows, const admin::AdminCall &call)
    {
        Json &row = find(rows, call);
        for (const auto &[name, value] : call.body.items())
            if (name != "if_version")
                row[name] = value;
        return row;
    }
};
