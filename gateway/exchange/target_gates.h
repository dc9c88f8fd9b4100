#pragma once

#include <cstdint>
#include <string_view>

#include "ledger/limit_set.h"
#include "model/usage.h"
#include "routing/health.h"
#include "routing/targets.h"

namespace exchange {

/// Leave to send one attempt: of Health, and of the rate limits of its provider and model. Its end gives both back.
/// Thread: one.
class Leave {
public:
    explicit operator bool() const { return static_cast<bool>(m_permit); }
    /// Why there is none.
    routing::Gate gate() const { return m_gate; }
    std::int64_t usualWaitUs(bool stream) const { return m_permit.usualWaitUs(stream); }
    /// The attempt is over.
    void settle(const routing::AttemptEnd &end, const model::Usage &used);

private:
    friend class TargetGates;
    routing::Permit m_permit{};
    ledger::Charge m_charge{};
    routing::Gate m_gate = routing::Gate::Open;
};

/// The targets as one call finds them: as they do, and shut while a limit of theirs has no room for it.
/// Thread: the worker's. What it is given outlives it.
class TargetGates final : public routing::HealthView {
public:
    /// `limits` may be null. `tokens`: what the call may come to.
    TargetGates(routing::Health::Reader &health, const ledger::LimitSet *limits, std::int64_t tokens)
        : m_health(health), m_limits(limits != nullptr && limits->anyTarget() ? limits : nullptr), m_tokens(tokens)
    {
    }
    routing::TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                                const model::ProviderKey *key) const override;
    std::uint64_t nextTurn(std::string_view group) const override { return m_health.nextTurn(group); }
    /// As Health::Reader::enter(); a limit refuses also who is forced.
    Leave enter(const routing::Target &target, std::size_t key, bool forced);
    routing::HedgeBudget &hedges() const { return m_health.hedges(); }

private:
    routing::Health::Reader &m_health;
    const ledger::LimitSet *m_limits;
    std::int64_t m_tokens;
};

} // namespace exchange
