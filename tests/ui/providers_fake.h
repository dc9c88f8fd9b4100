#pragma once

#include <string>
#include <vector>

#include "ui/fake_admin_client.h"

/// A gateway with a few providers: what the Providers page is tested with.
struct FakeProviders {
    using Json = base::Json;
    using Answer = base::Result<base::Json>;

    static Json provider(const std::string &name, const std::string &type = "openai")
    {
        return {
            {"id", "prov_" + name},
            {"name", name},
            {"type", type},
            {"base_url", type == "sandbox" ? "" : "https://api." + name + ".example/v1"},
            {"models", {"gpt-5.2", "gpt-5.2-mini"}},
            {"any_model", false},
            {"keys", type == "sandbox" ? 0 : 2},
            {"key_state", "ok"},
            {"key_message", ""},
            {"headers", {{"x-team", "blue"}}},
            {"priority", 0},
            {"weight", 1},
            {"timeouts", {{"connect_ms", 10000}, {"first_token_ms", 60000}, {"idle_ms", 120000}, {"total_ms", 900000}}},
            {"enabled", true},
            {"version", 3}};
    }

    static Json key(const std::string &name, const std::string &secret, const std::string &state = "ok")
    {
        return {{"id", "pkey_" + name},
                {"name", name},
                {"secret", secret},
                {"secret_state", state},
                {"secret_message", state == "ok" ? "" : "enter it again"},
                {"origin", "https://api.example.com"},
                {"priority", 0},
                {"weight", 1},
                {"enabled", true},
                {"version", 5}};
    }

    static Json model(const std::string &name, bool enabled = true)
    {
        return {{"id", "pmod_" + name},     {"name", name},          {"enabled", enabled},
                {"context_window", 128000}, {"max_output", nullptr}, {"version", 1}};
    }

    static Json step(const std::string &name, bool ok, const std::string &detail)
    {
        return {{"step", name}, {"ok", ok}, {"detail", detail}};
    }

    static Json listOf(const std::vector<Json> &rows) { return {{"data", rows}, {"next", nullptr}}; }

    std::vector<Json> providers{provider("OpenAI"), provider("Groq", "groq"), provider("sandbox", "sandbox")};
    std::vector<Json> keys{key("default", "keychain:switchyard/1"), key("backup", "env:OPENAI_BACKUP")};
    std::vector<Json> models{model("gpt-5.2"), model("gpt-5.2-mini"), model("o5", false)};
    std::vector<Json> presets{{{"id", "openai"},
                               {"label", "OpenAI"},
                               {"group", "hosted"},
                               {"base_url", "https://api.openai.com/v1"},
                               {"needs_key", true},
                               {"key_hint", "sk-"},
                               {"key_url", "https://platform.openai.com/api-keys"},
                               {"environment", {"OPENAI_API_KEY"}}},
                              {{"id", "groq"},
                               {"label", "Groq"},
                               {"group", "hosted"},
                               {"base_url", "https://api.groq.com/openai/v1"},
                               {"needs_key", true},
                               {"key_hint", "gsk_"}},
                              {{"id", "ollama"},
                               {"label", "Ollama"},
                               {"group", "local"},
                               {"base_url", "http://127.0.0.1:11434/v1"},
                               {"needs_key", false}},
                              {{"id", "sandbox"},
                               {"label", "Sandbox (built in)"},
                               {"group", "sandbox"},
                               {"base_url", ""},
                               {"needs_key", false}},
                              {{"id", "custom"},
                               {"label", "Custom (OpenAI-compatible)"},
                               {"group", "hosted"},
                               {"base_url", ""},
                               {"needs_key", false}}};
    Json tried = {{"ok", true},
                  {"latency_ms", 380.5},
                  {"models", {"gpt-5.2", "gpt-5.2-mini", "text-embedding-4"}},
                  {"steps",
                   {step("address", true, "api.openai.com"), step("connect", true, "TLS 1.3"),
                    step("key", true, "accepted"), step("models", true, "3")}}};

    /// The object must outlive the client's answers.
    void serve(FakeAdminClient &client)
    {
        auto &answers = client.answers;
        answers["providers.list"] = [this](const auto &) -> Answer { return listOf(providers); };
        answers["providers.presets"] = [this](const auto &) -> Answer { return listOf(presets); };
        answers["provider_keys.list"] = [this](const admin::AdminCall &call) -> Answer {
            return listOf(call.path.front().second == "prov_sandbox" ? std::vector<Json>() : keys);
        };
        answers["provider_models.list"] = [this](const auto &) -> Answer { return listOf(models); };
        answers["providers.try"] = [this](const auto &) -> Answer { return tried; };
        answers["provider_keys.probe"] = [this](const auto &) -> Answer { return tried; };
        answers["providers.test"] = [](const auto &) -> Answer {
            return Json{{"ok", true}, {"keys", {{{"key", "default"}, {"ok", true}, {"models", 3}}}}};
        };
        answers["providers.scan"] = [](const auto &) -> Answer {
            return Json{{"data",
                         {{{"preset", "ollama"},
                           {"base_url", "http://127.0.0.1:11434/v1"},
                           {"reachable", true},
                           {"models", {"qwen3:32b", "llama4"}},
                           {"already", nullptr}}}},
                        {"environment", {{{"preset", "groq"}, {"variable", "GROQ_API_KEY"}, {"already", nullptr}}}}};
        };
        answers["providers.discover"] = [](const auto &) -> Answer {
            return listOf({{{"model", "gpt-5.2"}, {"known", true}}, {{"model", "gpt-6"}, {"known", false}}});
        };
        answers["status.get"] = [this](const auto &) -> Answer {
            Json shown = Json::array();
            for (const Json &row : providers)
                shown.push_back({{"name", row["name"]}, {"type", row["type"]}, {"enabled", row["enabled"]}});
            return Json{{"providers", shown}, {"keychain", {{"state", "available"}, {"needed", true}}}};
        };
        answers["usage.get"] = [](const admin::AdminCall &call) -> Answer { return usage(call); };
        for (const char *change :
             {"providers.update", "providers.delete", "provider_keys.update", "provider_keys.create",
              "provider_keys.delete", "provider_models.create", "provider_models.update", "provider_models.delete"})
            answers[change] = [](const admin::AdminCall &call) -> Answer { return call.body; };
        answers["providers.create"] = [](const admin::AdminCall &call) -> Answer {
            return Json{{"id", "prov_new"}, {"name", call.body["name"]}};
        };
    }

    static Answer usage(const admin::AdminCall &call)
    {
        Json data = Json::array();
        if (FakeAdminClient::queryValue(call, "group_by") == "provider")
            data = {{{"key", "prov_OpenAI"}, {"calls", 1155}, {"errors", 12}, {"average_first_token_ms", 640.2}}};
        const QDateTime now = QDateTime::currentDateTimeUtc();
        if (FakeAdminClient::queryValue(call, "group_by") == "provider_bucket")
            for (int hour = 23; hour >= 0; --hour)
                data.push_back({{"key", "prov_OpenAI"},
                                {"bucket", now.addSecs(-hour * 3600 - 60).toString(Qt::ISODate).toStdString()},
                                {"calls", 40},
                                {"average_first_token_ms", 500 + 37 * (hour * 7 % 11)}});
        return Json{{"data", data}, {"total", Json::object()}};
    }
};
