#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "model/plan.h"
#include "routing/decide.h"

/// Plans, readings and prices to decide with.
namespace fixture {

inline model::Provider provider(const std::string &name, std::int64_t priority = 0, std::int64_t weight = 1,
                                bool anyModel = false)
{
    model::Provider out{.id = "id-" + name,
                        .name = name,
                        .type = "openai",
                        .anyModel = anyModel,
                        .priority = priority,
                        .weight = weight};
    out.keys = {{.id = name + "-k1", .name = "k1", .secret = "env:K"}};
    return out;
}

/// The sandbox, two that list models, and one that takes any.
inline model::Plan plan()
{
    model::Plan out{.version = 7};
    out.providers.push_back({.id = "id-sandbox", .name = "sandbox", .type = "sandbox", .anyModel = true});
    out.providers.push_back(provider("alpha"));
    out.providers.back().models = {{.name = "gpt-4o"}, {.name = "off", .enabled = false}};
    out.providers.push_back(provider("beta", 1));
    out.providers.back().models = {{.name = "gpt-4o"}, {.name = "vendor/model"}};
    out.providers.push_back(provider("any", 2, 1, true));
    return out;
}

inline model::ModelAlias alias(const std::string &name, std::vector<model::AliasTarget> targets)
{
    return {.id = "alias-" + name, .name = name, .targets = std::move(targets)};
}

/// Open for all, but for what a test says.
class Health final : public routing::HealthView {
public:
    routing::TargetReading read(const model::Provider &provider, std::string_view,
                                const model::ProviderKey *key) const override
    {
        const auto hit = readings.find(key != nullptr ? key->id : provider.id);
        return hit == readings.end() ? routing::TargetReading{} : hit->second;
    }
    std::uint64_t nextTurn(std::string_view group) const override { return turns[std::string(group)]++; }

    std::map<std::string, routing::TargetReading> readings{}; ///< By the key's id.
    mutable std::map<std::string, std::uint64_t> turns{};
};

/// By provider name; -1 for others.
class Prices final : public routing::PriceView {
public:
    std::int64_t costOf(const model::Provider &provider, std::string_view) const override
    {
        const auto hit = costs.find(provider.name);
        return hit == costs.end() ? -1 : hit->second;
    }
    std::map<std::string, std::int64_t> costs{};
};

/// "provider:model provider:model".
inline std::string placesOf(const routing::Decision &decision)
{
    std::string out;
    for (const routing::Target &target : decision.targets)
        out += (out.empty() ? "" : " ") + target.provider->name + ":" + target.model;
    return out;
}

} // namespace fixture
