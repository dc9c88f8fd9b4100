#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "routing/decide.h"
#include "routing/strategies.h"

namespace routing {

/// How the candidates of one step (what was asked for, or a fallback) are put in order.
struct StepOrder {
    std::string_view group{}; ///< Whose turns are taken.
    model::Strategy strategy = model::Strategy::WeightedRandom;
    std::uint64_t session = 0; ///< 0: sessions do not matter.
};

/// Puts the candidates of a decision that are not passed over in order, step by step, priority by priority.
class Placing {
public:
    Placing(Decision &decision, std::span<const StepOrder> steps, const HealthView &health, const PriceView &prices);
    void placeAll();
    /// The one whose gate opens first, with that key alone. Nothing when all are full or held: those are limits that
    /// somebody set.
    void forceSoonest();
    /// After either: the keys that were told to wait, for no longer than a call can wait for them.
    void addReserves();

private:
    Contender contenderFor(std::uint32_t at, const ReadKey &first) const;
    void orderKeys(Candidate &candidate, const StepOrder &step);
    void placeTier(std::span<Contender> tier, const StepOrder &step);
    std::uint64_t turnOf(std::string_view group);
    void addTarget(std::uint32_t at, std::span<const ReadKey> keys);
    Target targetOf(const Candidate &candidate, std::span<const ReadKey> keys) const;
    bool isPlaced(const Candidate &candidate, const ReadKey &key) const;

    Decision &m_out;
    std::span<const StepOrder> m_steps;
    const HealthView &m_health;
    const PriceView &m_prices;
    Draws m_draws;
    std::vector<Contender> m_scratch{};
    std::vector<ReadKey> m_sorted{};
};

} // namespace routing
