#include "routing/targets.h"

#include <algorithm>
#include <set>

#include "routing/candidates.h"

namespace routing {

bool lists(const model::Provider &provider, std::string_view model)
{
    return std::ranges::any_of(provider.models,
                               [model](const model::ProviderModel &one) { return one.enabled && one.name == model; });
}

bool serves(const model::Provider &provider, std::string_view model)
{
    return provider.enabled && (provider.anyModel || lists(provider, model));
}

const model::ModelAlias *findAlias(const model::Plan &plan, std::string_view name)
{
    const auto hit = std::ranges::lower_bound(plan.aliases, name, std::ranges::less{},
                                              [](const model::ModelAlias &one) { return std::string_view(one.name); });
    return hit != plan.aliases.end() && hit->name == name && hit->enabled ? &*hit : nullptr;
}

const model::Provider *onlyTheSandbox(const model::Plan &plan)
{
    const model::Provider *sandbox = nullptr;
    for (const model::Provider &provider : plan.providers) {
        if (provider.type != kSandboxType)
            return nullptr;
        if (provider.enabled)
            sandbox = &provider;
    }
    return sandbox;
}

base::Result<Offer> offerOf(const model::Plan &plan, std::string_view name, const KeyBounds &bounds)
{
    const RuleOutcome noRules;
    Decision found;
    found.question = {.model = name, .features = kAllFeatures, .rules = &noRules};
    const auto meaning = plan.routing ? collect(plan, name, 0, found) : collectPinned(plan, name, found);
    if (!meaning)
        return base::fail(meaning.error());
    const Candidate *first = nullptr;
    for (const Candidate &one : found.candidates)
        if (one.passedOver == PassedOver::No && bounds.allowsProvider(one.provider->id)
            && (first == nullptr || one.priority < first->priority))
            first = &one;
    if (first == nullptr || !bounds.allowsModel(name))
        return base::fail(base::ErrorCode::NotFound, "no target of `" + std::string(name) + "` is served", "model");
    const std::int64_t createdMs = meaning->alias != nullptr ? meaning->alias->createdMs : first->provider->createdMs;
    return Offer{std::string(name), first->provider->name, createdMs};
}

std::vector<Offer> offeredModels(const model::Plan &plan, const KeyBounds &bounds)
{
    std::vector<Offer> out;
    std::set<std::string, std::less<>> seen;
    const auto offer = [&](std::string name, const model::Provider &provider, std::int64_t createdMs) {
        if (bounds.allowsModel(name) && seen.insert(name).second)
            out.push_back({std::move(name), provider.name, createdMs});
    };
    const auto offerNamed = [&](std::string_view name) {
        if (auto found = offerOf(plan, name, bounds); found && seen.insert(found->name).second)
            out.push_back(std::move(*found));
    };
    offerNamed("default");
    for (const model::ModelAlias &alias : plan.aliases)
        if (alias.enabled)
            offerNamed(alias.name);
    for (const model::Provider &provider : plan.providers) {
        if (!provider.enabled || !bounds.allowsProvider(provider.id))
            continue;
        if (provider.type == kSandboxType)
            offer(provider.name, provider, provider.createdMs);
        for (const model::ProviderModel &model : provider.models)
            if (model.enabled)
                offer(provider.type == kSandboxType ? provider.name + "/" + model.name : model.name, provider,
                      model.createdMs);
    }
    return out;
}

} // namespace routing
