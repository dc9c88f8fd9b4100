#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "model/plan.h"
#include "pricing/catalogue.h"
#include "routing/replay.h"
#include "storage/logged_calls.h"

namespace admin {

/// Sums up what became of past calls: how many move, from where to where, what that costs. Bounded: of many routes the
/// first kMostRoutes are told apart, the others counted together.
/// Thread: one.
class ReplayTally {
public:
    static constexpr std::size_t kMostRoutes = 1000;

    /// Both outlive it. `plan` has the providers; prices are taken as they are at `atMs`.
    ReplayTally(const model::Plan &plan, const pricing::Catalogue &prices,
                std::int64_t atMs = base::systemClock().wallMillis());

    void addUntraced(const storage::LoggedCallRow &call);
    void add(const storage::LoggedCallRow &call, std::int64_t estimatedTokens, const routing::Rerouting &found);
    /// The counts, the money, and the routes under `data`, most calls first.
    base::Json json() const;

private:
    struct RouteName {
        std::string fromProvider{}, fromModel{}, toProvider{}, toModel{};
    };
    using RouteView = std::array<std::string_view, 4>;
    struct RouteOrder {
        using is_transparent = void;
        static RouteView view(const RouteName &name)
        {
            return {name.fromProvider, name.fromModel, name.toProvider, name.toModel};
        }
        static const RouteView &view(const RouteView &name) { return name; }
        bool operator()(const auto &a, const auto &b) const { return view(a) < view(b); }
    };
    /// Calls that move the same way.
    struct Sums {
        std::int64_t calls = 0;
        std::int64_t unpriced = 0; ///< Of which the difference is not known.
        std::int64_t missing = 0;
        std::int64_t nanos = 0;
    };
    struct Route {
        pricing::FoundPrice before{};
        pricing::FoundPrice after{};
        std::optional<std::int64_t> context{}; ///< Of the model it moves to. Unit: tokens.
        Sums sums{};
    };

    const model::Provider *providerOf(std::string_view id) const;
    pricing::FoundPrice pricesAt(const routing::Place &place) const;
    Route routeOf(const routing::Place &from, const routing::Place &to) const;
    Route &find(const routing::Rerouting &found);
    void addMoved(const storage::LoggedCallRow &call, std::int64_t estimatedTokens, const routing::Rerouting &found);
    static std::optional<std::int64_t> differenceOf(const storage::LoggedCallRow &call, const Route &route,
                                                    const routing::Rerouting &found);
    base::Json placeJson(std::string_view provider, std::string_view model) const;
    base::Json routesJson() const;
    base::Json costJson() const;

    const pricing::Catalogue &m_prices;
    std::int64_t m_atMs;
    std::map<std::string_view, const model::Provider *> m_providers{};
    std::map<RouteName, Route, RouteOrder> m_routes{};
    Route m_others{};
    Sums m_moved{};
    std::int64_t m_calls = 0;
    std::int64_t m_unchanged = 0;
    std::int64_t m_untraced = 0;
    std::int64_t m_unknown = 0;
    std::array<std::int64_t, 3> m_unknownBy{}; ///< Prompt, headers, anything else.
    std::array<std::int64_t, 5> m_missingBy{}; ///< The features in their order, then the context window.
    std::int64_t m_loggedNanos = 0;
    std::int64_t m_loggedUnpriced = 0;
};

} // namespace admin
