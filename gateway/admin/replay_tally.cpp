#include "admin/replay_tally.h"

#include <algorithm>
#include <vector>

#include "model/features.h"
#include "pricing/cost.h"

namespace admin {
namespace {

using base::Json;
using routing::Place;
using routing::Rerouting;
using routing::conditions::LooksAt;
using storage::LoggedCallRow;

constexpr std::array<std::string_view, 3> kUnknown{"prompt", "headers", "not_logged"};
constexpr std::string_view kContext = "context";

std::size_t unknownAt(LooksAt what)
{
    return what == LooksAt::Prompt ? 0 : what == LooksAt::Headers ? 1 : 2;
}

} // namespace

ReplayTally::ReplayTally(const model::Plan &plan, const pricing::Catalogue &prices, std::int64_t atMs)
    : m_prices(prices), m_atMs(atMs)
{
    for (const model::Provider &provider : plan.providers)
        m_providers.emplace(provider.id, &provider);
}

const model::Provider *ReplayTally::providerOf(std::string_view id) const
{
    const auto hit = m_providers.find(id);
    return hit == m_providers.end() ? nullptr : hit->second;
}

pricing::FoundPrice ReplayTally::pricesAt(const Place &place) const
{
    const model::Provider *provider = providerOf(place.provider);
    if (provider == nullptr)
        return {};
    return m_prices.find({provider->id, provider->type, place.model}, m_atMs);
}

ReplayTally::Route ReplayTally::routeOf(const Place &from, const Place &to) const
{
    Route out{.before = pricesAt(from), .after = pricesAt(to)};
    if (const model::Provider *provider = providerOf(to.provider)) {
        const auto hit = std::ranges::find(provider->models, to.model, &model::ProviderModel::name);
        if (hit != provider->models.end())
            out.context = hit->contextWindow;
    }
    return out;
}

ReplayTally::Route &ReplayTally::find(const Rerouting &found)
{
    const RouteView name{found.from.provider, found.from.model, found.to.provider, found.to.model};
    if (const auto hit = m_routes.find(name); hit != m_routes.end())
        return hit->second;
    const Route route = routeOf(found.from, found.to);
    if (m_routes.size() < kMostRoutes)
        return m_routes
            .emplace(RouteName{std::string(name[0]), std::string(name[1]), std::string(name[2]), std::string(name[3])},
                     route)
            .first->second;
    const Sums sums = m_others.sums;
    m_others = route;
    m_others.sums = sums;
    return m_others;
}

void ReplayTally::addUntraced(const LoggedCallRow &call)
{
    add(call, -1, {});
    --m_unchanged;
    ++m_untraced;
}

void ReplayTally::add(const LoggedCallRow &call, std::int64_t estimatedTokens, const Rerouting &found)
{
    ++m_calls;
    m_loggedNanos += call.costNanos.value_or(0);
    m_loggedUnpriced += call.costNanos ? 0 : 1;
    switch (found.verdict) {
    case Rerouting::Verdict::Same:
        ++m_unchanged;
        return;
    case Rerouting::Verdict::Unknown:
        ++m_unknown;
        ++m_unknownBy[unknownAt(found.unknown)];
        return;
    case Rerouting::Verdict::Moved:
        return addMoved(call, estimatedTokens, found);
    }
}

/// Tokens as they were counted at prices as they are. What was turned away has spent none that could tell what it would
/// have cost, nor has a call that failed.
std::optional<std::int64_t> ReplayTally::differenceOf(const LoggedCallRow &call, const Route &route,
                                                      const Rerouting &found)
{
    const bool spent = call.usage.any();
    model::Usage usage = call.usage;
    usage.statedNanos = -1; // what one provider asked for says nothing of another
    const auto at = [&](const Place &place, const pricing::FoundPrice &price) -> std::optional<std::int64_t> {
        if (place.provider.empty())
            return 0;
        const pricing::Cost cost = pricing::costOf(usage, price);
        return cost.confidence != model::Confidence::Unpriced ? std::optional(cost.amount.value) : std::nullopt;
    };
    const auto before = at(found.from, route.before);
    const auto after = at(found.to, route.after);
    return spent && before && after ? std::optional(*after - *before) : std::nullopt;
}

void ReplayTally::addMoved(const LoggedCallRow &call, std::int64_t estimatedTokens, const Rerouting &found)
{
    Route &route = find(found);
    const std::int64_t tokens = call.usage.input > 0 ? call.usage.input : estimatedTokens;
    const bool tooLong = route.context && tokens > *route.context;
    for (std::size_t bit = 0; bit < model::kFeatures.size(); ++bit)
        m_missingBy[bit] += found.missing >> bit & 1;
    m_missingBy.back() += tooLong ? 1 : 0;
    const auto difference = differenceOf(call, route, found);
    for (Sums *sums : {&route.sums, &m_moved}) {
        ++sums->calls;
        sums->missing += found.missing != 0 || tooLong ? 1 : 0;
        sums->unpriced += difference ? 0 : 1;
        sums->nanos += difference.value_or(0);
    }
}

/// Null: turned away.
Json ReplayTally::placeJson(std::string_view provider, std::string_view model) const
{
    if (provider.empty())
        return nullptr;
    const model::Provider *known = providerOf(provider);
    return {{"provider", provider},
            {"provider_name", known != nullptr ? Json(known->name) : Json(nullptr)},
            {"model", model}};
}

namespace {

/// What is not known of any of them is not 0.
Json nanosOf(std::int64_t nanos, std::int64_t calls, std::int64_t unpriced)
{
    return calls > 0 && calls == unpriced ? Json(nullptr) : Json(nanos);
}

} // namespace

Json ReplayTally::routesJson() const
{
    std::vector<const std::pair<const RouteName, Route> *> sorted;
    for (const auto &route : m_routes)
        sorted.push_back(&route);
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const auto *one) { return one->second.sums.calls; });
    Json out = Json::array();
    for (const auto *route : sorted) {
        const auto &[name, value] = *route;
        const Sums &sums = value.sums;
        out.push_back({{"from", placeJson(name.fromProvider, name.fromModel)},
                       {"to", placeJson(name.toProvider, name.toModel)},
                       {"calls", sums.calls},
                       {"missing_feature", sums.missing},
                       {"cost_difference_nanos", nanosOf(sums.nanos, sums.calls, sums.unpriced)},
                       {"unpriced", sums.unpriced}});
    }
    return out;
}

Json ReplayTally::costJson() const
{
    const Json difference = nanosOf(m_moved.nanos, m_moved.calls, m_moved.unpriced);
    const bool known = difference.is_number() && m_loggedUnpriced < std::max<std::int64_t>(1, m_calls);
    return {{"currency", "USD"},
            {"logged_nanos", nanosOf(m_loggedNanos, m_calls, m_loggedUnpriced)},
            {"logged_unpriced", m_loggedUnpriced},
            {"difference_nanos", difference},
            {"difference_unpriced", m_moved.unpriced},
            {"would_be_nanos", known ? Json(m_loggedNanos + m_moved.nanos) : Json(nullptr)}};
}

Json ReplayTally::json() const
{
    Json unknownBy = Json::object();
    for (std::size_t i = 0; i < kUnknown.size(); ++i)
        unknownBy[std::string(kUnknown[i])] = m_unknownBy[i];
    Json missingBy = Json::object();
    for (std::size_t i = 0; i < model::kFeatures.size(); ++i)
        missingBy[std::string(model::kFeatures[i])] = m_missingBy[i];
    missingBy[std::string(kContext)] = m_missingBy.back();
    return {{"calls", m_calls},
            {"moved", m_moved.calls},
            {"unchanged", m_unchanged},
            {"cannot_tell", m_unknown},
            {"cannot_tell_by", std::move(unknownBy)},
            {"no_trace", m_untraced},
            {"missing_feature", m_moved.missing},
            {"missing_by", std::move(missingBy)},
            {"cost", costJson()},
            {"data", routesJson()},
            {"left_out", m_others.sums.calls}};
}

} // namespace admin
