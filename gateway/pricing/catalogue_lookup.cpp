#include <algorithm>
#include <array>
#include <ranges>

#include "base/text.h"
#include "pricing/catalogue.h"
#include "pricing/model_name.h"
#include "pricing/own_price_key.h"

namespace pricing {
namespace {

using Provider = Catalogue::Provider;
using Model = Catalogue::Model;
using Version = Catalogue::Version;

constexpr std::string_view kAny = "*";

/// The newest that has begun; null when there is none, or when it says that there is none any more.
const Version *versionAt(const std::vector<Version> &versions, std::int64_t atMs)
{
    for (const Version &version : versions | std::views::reverse)
        if (version.fromMs <= atMs)
            return version.prices ? &version : nullptr;
    return nullptr;
}

FoundPrice foundIn(const Version &version, std::int64_t atMs)
{
    return {.set = version.prices->at(atMs), .source = version.source};
}

/// An exact name before patterns, which are asked in the order of the list.
const Model *modelIn(const Provider &provider, std::string_view name)
{
    if (const auto exact = provider.byName.find(name); exact != provider.byName.end())
        return &provider.models[exact->second];
    for (const std::size_t place : provider.byPattern)
        if (matches(provider.models[place].match, name))
            return &provider.models[place];
    return nullptr;
}

/// The name in lower case, and the same without a date; both where they are asked for in turn.
class Names {
public:
    explicit Names(std::string_view model) : m_lower(base::lowerAscii(base::trim(model)))
    {
        m_names[0] = m_lower;
        m_names[1] = withoutDate(m_lower);
        m_count = m_names[1] == m_names[0] ? 1 : 2;
    }
    Names(const Names &) = delete;
    Names &operator=(const Names &) = delete;
    std::span<const std::string_view> all() const { return std::span(m_names).first(m_count); }

private:
    std::string m_lower;
    std::array<std::string_view, 2> m_names{};
    std::size_t m_count;
};

} // namespace

const Catalogue::Provider *Catalogue::providerOfType(std::string_view type) const
{
    const auto hit = m_byId.find(type);
    return hit == m_byId.end() ? nullptr : &m_providers[hit->second];
}

const Catalogue::Provider *Catalogue::provider(std::string_view name) const
{
    const std::string lower = base::lowerAscii(base::trim(name));
    if (const Provider *known = providerOfType(lower))
        return known;
    const auto hit = std::ranges::find_if(m_providers, [&](const Provider &one) { return matches(one.called, lower); });
    return hit == m_providers.end() ? nullptr : &*hit;
}

const ModelPrices *Catalogue::Model::pricesAt(std::int64_t atMs) const
{
    const Version *version = versionAt(versions, atMs);
    return version != nullptr ? &*version->prices : nullptr;
}

const Model *Catalogue::listedModel(std::string_view providerId, std::string_view model) const
{
    const Provider *listed = providerOfType(providerId);
    if (listed == nullptr)
        return nullptr;
    if (const auto same = std::ranges::find(listed->models, model, &Model::id); same != listed->models.end())
        return &*same;
    const auto named = listed->byName.find(base::lowerAscii(model));
    return named == listed->byName.end() ? nullptr : &listed->models[named->second];
}

const Version *Catalogue::ownOf(std::string_view provider, std::string_view model, std::int64_t atMs) const
{
    if (provider.empty())
        return nullptr;
    const auto hit = m_ownAt.find(ownPriceKey(provider, model));
    return hit == m_ownAt.end() ? nullptr : versionAt(m_own[hit->second].versions, atMs);
}

std::optional<FoundPrice> Catalogue::findOwn(const PricedTarget &target, std::span<const std::string_view> names,
                                             const Provider *listed, std::int64_t atMs) const
{
    const std::array<std::string_view, 3> providers{
        target.providerId, target.providerType, listed != nullptr ? std::string_view(listed->id) : std::string_view()};
    const auto search = [&](std::string_view name) -> std::optional<FoundPrice> {
        for (const std::string_view provider : providers)
            if (const Version *own = ownOf(provider, name, atMs)) {
                FoundPrice out = foundIn(*own, atMs);
                out.provider = provider;
                out.model = target.model;
                return out;
            }
        return std::nullopt;
    };
    for (const std::string_view name : names)
        if (auto found = search(name))
            return found;
    return search(kAny);
}

Catalogue::Place Catalogue::findListed(const Provider *listed, std::span<const std::string_view> names) const
{
    if (listed == nullptr)
        return {};
    for (const std::string_view name : names) {
        if (const Model *model = modelIn(*listed, name))
            return {listed, model};
        for (const std::string &other : listed->fallback)
            if (const Provider *fallback = providerOfType(other))
                if (const Model *model = modelIn(*fallback, name))
                    return {fallback, model};
    }
    return {};
}

/// The maker's price is the best guess for what somebody else relays.
Catalogue::Place Catalogue::findRelayed(std::span<const std::string_view> names) const
{
    for (const std::string_view name : names) {
        for (const Provider &maker : m_providers)
            if (matches(maker.makes, name))
                if (const Model *model = modelIn(maker, name))
                    return {&maker, model};
        for (const Provider &any : m_providers)
            if (const auto exact = any.byName.find(name); exact != any.byName.end())
                return {&any, &any.models[exact->second]};
    }
    return {};
}

Catalogue::Listed Catalogue::look(std::string_view type, std::string_view model) const
{
    const Names names(model);
    Listed out{.provider = providerOfType(type)};
    out.place = findListed(out.provider, names.all());
    if (out.place.model == nullptr && (out.provider == nullptr || !out.provider->alone))
        out.place = findRelayed(names.all());
    return out;
}

FoundPrice Catalogue::find(const PricedTarget &target, std::int64_t atMs) const
{
    thread_local KnownPlaces<Listed> known;
    const auto [listed, place] = known.of(m_identity, target.providerType, target.model,
                                          [&] { return look(target.providerType, target.model); });
    const Stated stated = listed != nullptr && listed->statesCost ? Stated::Believed : Stated::WhenUnpriced;
    if (!m_own.empty())
        if (auto own = findOwn(target, Names(target.model).all(), listed, atMs)) {
            own->stated = stated;
            return *own;
        }
    FoundPrice out;
    if (place.model != nullptr)
        if (const Version *version = versionAt(place.model->versions, atMs))
            out = foundIn(*version, atMs);
    out.stated = stated;
    out.provider = place.provider != nullptr ? std::string_view(place.provider->id) : std::string_view();
    out.model = place.model != nullptr ? std::string_view(place.model->id) : std::string_view();
    return out;
}

} // namespace pricing
