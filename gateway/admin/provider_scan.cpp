#include <cstdlib>
#include <set>

#include "admin/backstage.h"
#include "admin/handlers.h"
#include "base/text.h"
#include "jobs/connection_check.h"
#include "upstream/outbound_rules.h"
#include "upstream/presets.h"

namespace admin {
namespace {

constexpr std::int64_t kPatienceMs = 1200; ///< Who is on this computer answers at once.
constexpr std::string_view kOllamaPort = ":11434";

/// The names of this computer's own address count as one. Empty for what is no base URL.
std::string placeOf(const std::string &baseUrl)
{
    std::string origin = upstream::originOf(baseUrl).value_or(std::string());
    for (const std::string_view name : {"://localhost:", "://[::1]:", "://0.0.0.0:"})
        if (const auto at = origin.find(name); at != std::string::npos)
            origin.replace(at, name.size(), "://127.0.0.1:");
    return origin;
}

bool isHere(const std::string &baseUrl)
{
    return placeOf(baseUrl).starts_with("http://127.0.0.1:");
}

/// Ollama is told where to listen by this variable: `127.0.0.1:11434`, `0.0.0.0`, `http://localhost:1234`.
std::string ollamaUrl(const std::string &fallback)
{
    const char *given =
        std::getenv("OLLAMA_HOST"); // NOLINT(concurrency-mt-unsafe): nobody changes the list after start
    if (given == nullptr || *given == '\0')
        return fallback;
    std::string url = given;
    if (url.find("://") == std::string::npos)
        url.insert(0, "http://");
    while (url.ends_with('/'))
        url.pop_back();
    if (url.find(':', url.find("://") + 3) == std::string::npos)
        url += kOllamaPort;
    const std::string place = placeOf(url);
    return isHere(url) ? place + "/v1" : fallback;
}

struct Candidate {
    std::string_view preset;
    std::string baseUrl;
};

/// Where model servers listen unless told otherwise; but for where we do.
std::vector<Candidate> candidates(const ListenerControl *listener)
{
    std::set<std::string> seen;
    for (const std::string &address : listener ? listener->addresses() : std::vector<std::string>())
        seen.insert(placeOf(address));
    std::set<std::string> usual; // one that speaks several dialects is told with the first
    std::vector<Candidate> out;
    for (const upstream::Preset &preset : upstream::presets()) {
        if (preset.group != upstream::PresetGroup::Local || !usual.insert(placeOf(std::string(preset.baseUrl))).second)
            continue;
        std::string url(preset.baseUrl);
        if (preset.id == "ollama")
            url = ollamaUrl(url);
        if (seen.insert(placeOf(url)).second)
            out.push_back({preset.id, std::move(url)});
    }
    return out;
}

base::Json providerAt(const model::Plan &plan, const std::string &baseUrl)
{
    for (const model::Provider &provider : plan.providers)
        if (!provider.baseUrl.empty() && placeOf(provider.baseUrl) == placeOf(baseUrl))
            return provider.id;
    return nullptr;
}

base::Json providerWithKey(const model::Plan &plan, const std::string &reference)
{
    for (const model::Provider &provider : plan.providers)
        for (const model::ProviderKey &key : provider.keys)
            if (key.secret == reference)
                return provider.id;
    return nullptr;
}

base::Json foundRuntimes(const model::Plan &plan, const ListenerControl *listener)
{
    const std::vector<Candidate> places = candidates(listener);
    std::vector<jobs::CheckInput> inputs;
    for (const Candidate &place : places)
        inputs.push_back({.baseUrl = place.baseUrl, .modelList = place.baseUrl + "/models", .timeoutMs = kPatienceMs});
    const std::vector<jobs::Check> checks = jobs::checkConnections(inputs);
    base::Json out = base::Json::array();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool needsKey = checks[i].status == 401 || checks[i].status == 403;
        out.push_back({{"preset", places[i].preset},
                       {"base_url", places[i].baseUrl},
                       {"reachable", checks[i].ok || needsKey},
                       {"needs_key", needsKey},
                       {"models", checks[i].models},
                       {"already", providerAt(plan, places[i].baseUrl)}});
    }
    return out;
}

/// Names only. One that two presets share is told with the first.
base::Json keysInEnvironment(const model::Plan &plan, secrets::SecretStore &secrets)
{
    base::Json out = base::Json::array();
    std::set<std::string> told;
    for (const upstream::Preset &preset : upstream::presets())
        for (const std::string_view variable : upstream::variablesOf(preset)) {
            const std::string reference = "env:" + std::string(variable);
            if (!told.insert(reference).second || secrets.stateOf(reference).readiness != secrets::Readiness::Ok)
                continue;
            out.push_back(
                {{"preset", preset.id}, {"variable", variable}, {"already", providerWithKey(plan, reference)}});
        }
    return out;
}

} // namespace

Outcome scanProviders(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    return base::Json{{"data", foundRuntimes(*plan, context.gateway.listener())},
                      {"environment", keysInEnvironment(*plan, context.gateway.secrets)}};
}

} // namespace admin
