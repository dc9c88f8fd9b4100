#include "exchange/target_gates.h"

#include <utility>
#include <variant>

#include "base/boot_clock.h"

namespace exchange {

using ledger::LimitSet;

void Leave::settle(const routing::AttemptEnd &end, const model::Usage &used)
{
    m_permit.settle(end);
    if (!m_charge.empty())
        m_charge.settle(used.input + used.output, base::systemBootClock().millis());
}

routing::TargetReading TargetGates::read(const model::Provider &provider, std::string_view upstreamModel,
                                         const model::ProviderKey *key) const
{
    routing::TargetReading out = m_health.read(provider, upstreamModel, key);
    if (m_limits == nullptr || (out.gate != routing::Gate::Open && out.gate != routing::Gate::Ramping))
        return out;
    const auto limits = m_limits->ofTarget(provider.id, upstreamModel);
    if (limits.empty())
        return out;
    if (const auto over = LimitSet::refuses(limits, m_tokens, base::systemBootClock().millis())) {
        out.gate = routing::Gate::Limited;
        out.waitMs = over->waitMs.value_or(0);
    }
    return out;
}

Leave TargetGates::enter(const routing::Target &target, std::size_t key, bool forced)
{
    Leave out;
    out.m_permit = m_health.enter(*target.provider, target.model, target.keys[key], forced);
    out.m_gate = out.m_permit.gate();
    if (!out || m_limits == nullptr)
        return out;
    const auto limits = m_limits->ofTarget(target.provider->id, target.model);
    if (limits.empty())
        return out;
    auto charged = LimitSet::charge(limits, m_tokens, base::systemBootClock().millis());
    if (auto *charge = std::get_if<ledger::Charge>(&charged)) {
        out.m_charge = std::move(*charge);
    } else {
        out.m_permit = {};
        out.m_gate = routing::Gate::Limited;
    }
    return out;
}

} // namespace exchange
