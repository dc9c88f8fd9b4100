#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "routing/decide.h"
#include "routing/json_walk.h"

namespace routing {

/// A decision trace read back: what the choice was made of, and what it was. With the plan of that version,
/// `decide(plan, trace.question(), trace, trace)` makes the same choice again. Where another plan leads to a place that
/// was not considered then, that counts as healthy and idle, and as able to be asked.
class ReplayView final : public HealthView, public PriceView, public WireView {
public:
    /// Where a call was to go.
    struct Place {
        std::string_view provider{}; ///< Its id.
        std::string_view model{};
        std::vector<std::string_view> keys{}; ///< Empty text: no key.
    };

    /// `trace` must outlive it. Errors: BadRequest for text that is no trace.
    static base::Result<ReplayView> parse(std::string_view trace);

    std::int64_t planVersion() const { return m_planVersion; }
    /// Whether the switch was on.
    bool routing() const { return m_routing; }
    /// Views live as long as this.
    Question question() const;
    const LoggedFacts &logged() const { return m_logged; }
    /// In the order they were to be tried; empty when a rule turned the call away.
    const std::vector<Place> &order() const { return m_order; }
    /// Ids of the rules that matched, in the order they were asked.
    const std::vector<std::string_view> &ruleHits() const { return m_hits; }
    const std::vector<std::string> &tags() const { return m_rules.effects.tags; }
    /// Score and intent; nothing where nobody asked for them.
    const std::optional<Complexity> &complexity() const { return m_complexity; }
    /// Whether `again` goes to the same places in the same order, with the same keys.
    bool sameChoice(const Decision &again) const;

    TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                       const model::ProviderKey *key) const override;
    /// Where no turn was taken then, the draw stands in for one.
    std::uint64_t nextTurn(std::string_view) const override { return m_turn.value_or(m_draw); }
    std::int64_t costOf(const model::Provider &provider, std::string_view upstreamModel) const override;
    bool speaks(const model::Provider &provider, std::string_view clientDialect) const override;

private:
    struct Reading {
        std::string_view provider{};
        std::string_view model{};
        std::string_view key{};
        TargetReading reading{};
    };
    struct Cost {
        std::string_view provider{};
        std::string_view model{};
        std::int64_t cost = -1;
    };
    explicit ReplayView(std::string_view trace) : m_walk(trace) {}
    void take(std::string_view member);
    bool takeFact(std::string_view member);
    void takeFeatures();
    void takeRules();
    void takeComplexity();
    void takeEffects();
    void takeCandidate(bool tried);
    void takeReading(Reading &into);
    Place takePlace();
    static bool samePlaces(const std::vector<Target> &again, const std::vector<Place> &places);
    std::uint64_t wide(int radix = 10);
    std::vector<std::string> texts();

    JsonWalk m_walk;
    bool m_asks = false;
    bool m_chose = false;
    std::int64_t m_planVersion = 0;
    bool m_routing = true;
    std::string_view m_asked{};
    FeatureSet m_features = 0;
    std::uint64_t m_session = 0;
    std::uint64_t m_draw = 0;
    std::optional<std::uint64_t> m_turn{};
    bool m_classUnknown = false;
    LoggedFacts m_logged{};
    std::vector<std::string> m_keyModels{};
    std::vector<std::string> m_keyProviders{};
    RuleOutcome m_rules{};
    std::vector<std::string_view> m_hits{};
    std::optional<Complexity> m_complexity{};
    std::vector<Place> m_order{};
    std::vector<Place> m_reserves{};
    std::vector<Reading> m_readings{};
    std::vector<Cost> m_costs{};
    std::vector<std::string_view> m_mute{}; ///< Providers that could not be asked what the client said.
};

} // namespace routing
