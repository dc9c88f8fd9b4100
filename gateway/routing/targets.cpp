#include "routing/targets.h"

#include <algorithm>
#include <set>

namespace routing {
namespace {

std::uint64_t mix(std::uint64_t &state)
{
    state += 0x9E3779B97F4A7C15ULL; // SplitMix64, so that one draw gives as many numbers as are needed
    std::uint64_t out = state;
    out = (out ^ (out >> 30)) * 0xBF58476D1CE4E5B9ULL;
    out = (out ^ (out >> 27)) * 0x94D049BB133111EBULL;
    return out ^ (out >> 31);
}

/// Orders by priority; within one priority each place is drawn by weight from those left.
template <typename T>
void orderByPriorityAndWeight(std::vector<const T *> &items, std::uint64_t &state)
{
    std::ranges::stable_sort(items, {}, &T::priority);
    for (std::size_t from = 0; from < items.size();) {
        std::size_t to = from;
        while (to < items.size() && items[to]->priority == items[from]->priority)
            ++to;
        for (; from + 1 < to; ++from) {
            std::uint64_t sum = 0;
            for (std::size_t i = from; i < to; ++i)
                sum += static_cast<std::uint64_t>(std::max<std::int64_t>(0, items[i]->weight));
            if (sum == 0)
                break;
            std::uint64_t left = mix(state) % sum;
            std::size_t chosen = from;
            while (left >= static_cast<std::uint64_t>(std::max<std::int64_t>(0, items[chosen]->weight)))
                left -= static_cast<std::uint64_t>(std::max<std::int64_t>(0, items[chosen++]->weight));
            std::rotate(items.begin() + static_cast<std::ptrdiff_t>(from),
                        items.begin() + static_cast<std::ptrdiff_t>(chosen),
                        items.begin() + static_cast<std::ptrdiff_t>(chosen) + 1);
        }
        from = to;
    }
}

const model::ProviderModel *enabledModel(const model::Provider &provider, std::string_view name)
{
    for (const model::ProviderModel &model : provider.models)
        if (model.enabled && model.name == name)
            return &model;
    return nullptr;
}

bool serves(const model::Provider &provider, std::string_view name)
{
    return provider.enabled && (provider.anyModel || enabledModel(provider, name) != nullptr);
}

Target makeTarget(const model::Provider &provider, std::string_view name, std::uint64_t &state)
{
    Target out{&provider, std::string(name), {}};
    for (const model::ProviderKey &key : provider.keys)
        if (key.enabled)
            out.keys.push_back(&key);
    if (out.keys.size() > 1)
        orderByPriorityAndWeight(out.keys, state);
    if (out.keys.empty() && provider.keys.empty())
        out.keys.push_back(nullptr);
    return out;
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

auto noSuchModel(std::string_view requested, std::string_view why)
{
    return base::fail(base::ErrorCode::NotFound,
                      "the model `" + std::string(requested) + "` is not served here" + std::string(why)
                          + "; GET /v1/models lists what this key may use",
                      "model");
}

} // namespace

base::Result<std::vector<Target>> findTargets(const model::Plan &plan, std::string_view requested, std::uint64_t draw)
{
    std::uint64_t state = draw;
    std::vector<Target> out;
    if (requested == "default") {
        if (!plan.settings.defaultModel.empty() && plan.settings.defaultModel != "default")
            return findTargets(plan, plan.settings.defaultModel, draw);
        if (const model::Provider *sandbox = onlyTheSandbox(plan)) {
            out.push_back(makeTarget(*sandbox, kSandboxType, state));
            return out;
        }
        return base::fail(base::ErrorCode::NotFound, "no default model is set; choose one in Settings or name a model",
                          "model");
    }
    const auto slash = requested.find_first_of("/|"); // the sandbox takes its options after a '|'
    const bool prefixed = slash != std::string_view::npos && requested[slash] == '/';
    if (const model::Provider *named = plan.providerNamed(requested.substr(0, slash));
        named != nullptr && (prefixed || named->type == kSandboxType)) {
        const std::string_view rest = prefixed ? requested.substr(slash + 1) : requested;
        if (!named->enabled)
            return noSuchModel(requested, ": the provider is switched off");
        if (rest.empty() || !serves(*named, rest))
            return noSuchModel(requested, ": the provider does not offer it");
        out.push_back(makeTarget(*named, rest, state));
    } else {
        std::vector<const model::Provider *> able;
        for (const model::Provider &provider : plan.providers)
            if (provider.type != kSandboxType && serves(provider, requested))
                able.push_back(&provider);
        // Who lists the model by name knows it; who takes any name is asked only when nobody does.
        if (std::ranges::any_of(able, [&](const auto *p) { return enabledModel(*p, requested) != nullptr; }))
            std::erase_if(able, [&](const auto *p) { return enabledModel(*p, requested) == nullptr; });
        orderByPriorityAndWeight(able, state);
        for (const model::Provider *provider : able)
            out.push_back(makeTarget(*provider, requested, state));
        if (out.empty())
            return noSuchModel(requested, {});
    }
    std::erase_if(out, [](const Target &target) { return target.keys.empty(); });
    if (out.empty())
        return base::fail(base::ErrorCode::Unavailable,
                          "every key of the providers that serve `" + std::string(requested) + "` is switched off");
    return out;
}

std::vector<Offer> offeredModels(const model::Plan &plan)
{
    std::vector<Offer> out;
    std::set<std::string, std::less<>> seen;
    const auto offer = [&](std::string name, const model::Provider &provider, std::int64_t createdMs) {
        if (seen.insert(name).second)
            out.push_back({std::move(name), provider.name, createdMs});
    };
    if (auto byDefault = findTargets(plan, "default", 0))
        offer("default", *byDefault->front().provider, byDefault->front().provider->createdMs);
    for (const model::Provider &provider : plan.providers) {
        if (!provider.enabled)
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
