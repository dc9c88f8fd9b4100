#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "routing/decide.h"

namespace routing {

/// A decision trace read back: what the choice was made of, and what it was. With the plan of that version,
/// `decide(plan, trace.question(), trace, trace)` makes the same choice again.
class ReplayView final : public HealthView, public PriceView {
public:
    /// Errors: BadRequest for text that is no trace.
    static base::Result<ReplayView> parse(std::string_view trace);

    std::int64_t planVersion() const { return m_planVersion; }
    /// Views live as long as this.
    Question question() const;
    /// Whether `again` goes to the same places in the same order, with the same keys.
    bool sameChoice(const Decision &again) const;

    TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                       const model::ProviderKey *key) const override;
    std::uint64_t nextTurn(std::string_view) const override { return m_turn; }
    std::int64_t costOf(const model::Provider &provider, std::string_view upstreamModel) const override;

private:
    struct Place {
        std::string provider{};
        std::string model{};
        std::vector<std::string> keys{}; ///< Empty text: no key.
    };
    static Place placeOf(const base::Json &json);
    static bool samePlaces(const std::vector<Target> &again, const std::vector<Place> &places);
    void takeQuestion(const base::Json &json);
    void takeEffects(const base::Json &json);
    void takeReadings(const base::Json &candidate);

    std::int64_t m_planVersion = 0;
    std::string m_asked{};
    FeatureSet m_features = 0;
    std::uint64_t m_session = 0;
    std::uint64_t m_draw = 0;
    std::uint64_t m_turn = 0;
    RuleOutcome m_rules{};
    std::vector<Place> m_order{};
    std::vector<Place> m_reserves{};
    std::map<std::tuple<std::string, std::string, std::string>, TargetReading> m_readings{};
    std::map<std::pair<std::string, std::string>, std::int64_t> m_costs{};
};

} // namespace routing
