#include "routing/candidates.h"

#include <algorithm>

namespace routing {
namespace {

using model::AliasTarget;
using model::ModelAlias;
using model::Plan;
using model::Provider;

constexpr std::string_view kDefault = "default";

tl::unexpected<base::Error> noSuchModel(std::string_view requested, std::string_view why)
{
    return base::fail(base::ErrorCode::NotFound,
                      "the model `" + std::string(requested) + "` is not served here" + std::string(why)
                          + "; GET /v1/models lists what this key may use",
                      "model");
}

tl::unexpected<base::Error> noDefault()
{
    return base::fail(base::ErrorCode::NotFound, "no default model is set; choose one in Settings or name a model",
                      "model");
}

/// `PROVIDER/rest`, or the sandbox, which takes its options behind a '|'.
struct Prefixed {
    const Provider *provider = nullptr; ///< Null: the name begins with no provider's.
    std::string_view rest{};
};

Prefixed prefixOf(const Plan &plan, std::string_view name)
{
    const auto at = name.find_first_of("/|");
    const bool slash = at != std::string_view::npos && name[at] == '/';
    const Provider *provider = plan.providerNamed(name.substr(0, at));
    if (provider == nullptr || (!slash && provider->type != kSandboxType))
        return {};
    return {provider, slash ? name.substr(at + 1) : name};
}

void add(const Provider &provider, std::string_view model, std::uint32_t step, Decision &out,
         PassedOver passedOver = PassedOver::No)
{
    out.candidates.push_back({.provider = &provider,
                              .providerId = provider.id,
                              .model = model,
                              .priority = provider.priority,
                              .weight = provider.weight,
                              .step = step,
                              .passedOver = passedOver});
}

/// Whether it can serve the target at all.
PassedOver standing(const Provider *provider, std::string_view model)
{
    if (provider == nullptr)
        return PassedOver::Gone;
    if (!provider->enabled)
        return PassedOver::Disabled;
    if (serves(*provider, model))
        return PassedOver::No;
    const bool known =
        std::ranges::find(provider->models, model, &model::ProviderModel::name) != provider->models.end();
    return known ? PassedOver::Disabled : PassedOver::NotOffered;
}

const Provider *providerWithId(const Plan &plan, std::string_view id)
{
    const auto hit = std::ranges::find(plan.providers, id, &Provider::id);
    return hit == plan.providers.end() ? nullptr : &*hit;
}

void addTarget(const Plan &plan, const AliasTarget &target, std::uint32_t step, Decision &out)
{
    const Provider *provider = providerWithId(plan, target.providerId);
    PassedOver passedOver = standing(provider, target.model);
    if (passedOver == PassedOver::No && !target.requiredFeatures.empty()
        && (featuresOf(target.requiredFeatures) & ~out.question.features) != 0)
        passedOver = PassedOver::Feature;
    out.candidates.push_back({.provider = provider,
                              .providerId = target.providerId,
                              .model = target.model,
                              .alias = &target,
                              .priority = target.priority,
                              .weight = target.weight,
                              .step = step,
                              .passedOver = passedOver});
}

/// Who lists the model by name knows it; who takes any name is asked only when nobody does.
bool addAllThatServe(const Plan &plan, std::string_view name, std::uint32_t step, Decision &out)
{
    const auto before = out.candidates.size();
    bool listed = false;
    for (const Provider &provider : plan.providers) {
        if (provider.type == kSandboxType || !lists(provider, name))
            continue;
        listed |= provider.enabled;
        add(provider, name, step, out, provider.enabled ? PassedOver::No : PassedOver::Disabled);
    }
    if (!listed)
        for (const Provider &provider : plan.providers)
            if (provider.type != kSandboxType && provider.enabled && provider.anyModel)
                add(provider, name, step, out);
    return std::any_of(out.candidates.begin() + static_cast<std::ptrdiff_t>(before), out.candidates.end(),
                       [](const Candidate &one) { return one.passedOver == PassedOver::No; });
}

base::Result<Meaning> collectPrefixed(const Prefixed &prefixed, std::string_view name, std::uint32_t step,
                                      Decision &out)
{
    if (!prefixed.provider->enabled)
        return noSuchModel(name, ": the provider is switched off");
    if (prefixed.rest.empty() || !serves(*prefixed.provider, prefixed.rest))
        return noSuchModel(name, ": the provider does not offer it");
    add(*prefixed.provider, prefixed.rest, step, out);
    return Meaning{prefixed.rest};
}

/// By priority and name, as the plan has them. A name of the model map is nothing to pass on to who takes any.
/// The first that the key may use; else the first, which is then passed over with the reason for it.
const Provider *pinnedProvider(const Plan &plan, std::string_view name, const KeyBounds &bounds)
{
    const auto firstThat = [&](auto fits) {
        const Provider *out = nullptr;
        for (const Provider &provider : plan.providers) {
            if (provider.type == kSandboxType || !provider.enabled || !fits(provider))
                continue;
            if (bounds.allowsProvider(provider.id))
                return &provider;
            out = out == nullptr ? &provider : out;
        }
        return out;
    };
    const Provider *listing = firstThat([&](const Provider &provider) { return lists(provider, name); });
    if (listing != nullptr || findAlias(plan, name) != nullptr)
        return listing;
    return firstThat([](const Provider &provider) { return provider.anyModel; });
}

/// False when nobody has the name.
bool addPinned(const Plan &plan, std::string_view name, Decision &out)
{
    const Prefixed prefixed = prefixOf(plan, name);
    if (prefixed.provider != nullptr && !prefixed.rest.empty() && serves(*prefixed.provider, prefixed.rest)) {
        add(*prefixed.provider, prefixed.rest, 0, out);
        return true;
    }
    const Provider *provider = prefixed.provider == nullptr ? pinnedProvider(plan, name, out.question.bounds) : nullptr;
    if (provider != nullptr)
        add(*provider, name, 0, out);
    return provider != nullptr;
}

/// The first target of an alias that can serve: by priority, then in the order they are written.
bool addFirstOf(const Plan &plan, const ModelAlias &alias, Decision &out)
{
    const AliasTarget *first = nullptr;
    for (const AliasTarget &target : alias.targets)
        if (standing(providerWithId(plan, target.providerId), target.model) == PassedOver::No
            && (first == nullptr || target.priority < first->priority))
            first = &target;
    if (first != nullptr)
        add(*providerWithId(plan, first->providerId), first->model, 0, out);
    return first != nullptr;
}

} // namespace

base::Result<Meaning> collect(const Plan &plan, std::string_view name, std::uint32_t step, Decision &out)
{
    if (name == kDefault) {
        if (!plan.settings.defaultModel.empty() && plan.settings.defaultModel != kDefault)
            return collect(plan, plan.settings.defaultModel, step, out);
        const Provider *sandbox = onlyTheSandbox(plan);
        if (sandbox == nullptr)
            return noDefault();
        add(*sandbox, kSandboxType, step, out);
        return Meaning{kSandboxType};
    }
    if (const ModelAlias *alias = findAlias(plan, name)) {
        for (const AliasTarget &target : alias->targets)
            addTarget(plan, target, step, out);
        return Meaning{alias->name, alias};
    }
    if (const Prefixed prefixed = prefixOf(plan, name); prefixed.provider != nullptr)
        return collectPrefixed(prefixed, name, step, out);
    if (!addAllThatServe(plan, name, step, out))
        return noSuchModel(name, {});
    return Meaning{name};
}

base::Result<Meaning> collectPinned(const Plan &plan, std::string_view name, Decision &out)
{
    if (name != kDefault && addPinned(plan, name, out))
        return Meaning{out.candidates.front().model};
    const std::string_view fallback = plan.settings.defaultModel;
    bool found = false;
    if (fallback.empty() || fallback == kDefault) {
        if (const Provider *sandbox = onlyTheSandbox(plan); sandbox != nullptr && name == kDefault) {
            add(*sandbox, kSandboxType, 0, out);
            found = true;
        }
    } else {
        const ModelAlias *alias = findAlias(plan, fallback);
        found = alias != nullptr ? addFirstOf(plan, *alias, out) : addPinned(plan, fallback, out);
    }
    if (found)
        return Meaning{out.candidates.front().model};
    if (name == kDefault)
        return noDefault();
    return noSuchModel(name, ", and there is no default model that could stand in for it");
}

void insistOn(const Provider &provider, std::string_view name, std::uint32_t step, Decision &out)
{
    const bool there = std::ranges::any_of(
        out.candidates, [&](const Candidate &one) { return one.step == step && one.provider == &provider; });
    if (!there && serves(provider, name))
        add(provider, name, step, out);
}

} // namespace routing
