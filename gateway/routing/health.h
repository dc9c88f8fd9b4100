#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "base/snapshot.h"
#include "model/plan.h"
#include "routing/hedge_budget.h"
#include "routing/permit.h"
#include "routing/reading.h"
#include "routing/wait_event.h"

namespace routing {

/// A wait that is to survive the end of this program. `keyId` is the provider's id where it needs no key.
struct CooldownRow {
    std::string keyId{};
    std::string model{}; ///< Empty: every model. `*`: it is held.
    std::int64_t wallUntil = 0;
    std::int64_t bootUntil = 0;
    std::string bootId{};
    std::int64_t lengthMs = 0; ///< kUntilCleared: until an admin lets it go. 0: it is over.
    CooldownReason reason = CooldownReason::None;
    CooldownSource source = CooldownSource::None;
};

/// What is known of one key with one model (empty: of the key itself), for people.
struct HealthReport {
    std::string model{};
    TargetReading reading{};
    CooldownReason reason = CooldownReason::None;
    CooldownSource source = CooldownSource::None;
    std::int64_t lengthMs = 0; ///< Of the wait that is on.
    Counts window{};
};

/// How every key of every provider does: one of the few things all workers share. What a call learns here the next one
/// knows, whichever worker serves it.
/// Thread: any; a Reader belongs to one thread.
class Health final {
public:
    explicit Health(const base::Clock &clock = base::systemClock(),
                    const base::BootClock &boot = base::systemBootClock());
    Health(const Health &) = delete;
    Health &operator=(const Health &) = delete;

    /// Knows the providers and keys of this plan from here on, and forgets those that are not in it.
    void adopt(const model::Plan &plan);

    /// What a worker looks through: it takes no lock but after a change of the plan.
    class Reader final : public HealthView {
    public:
        explicit Reader(Health &health) : m_health(&health), m_table(health.m_table) {}
        TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                           const model::ProviderKey *key) const override;
        std::uint64_t nextTurn(std::string_view group) const override;
        /// Leave for an attempt. `forced`: there is nobody else, so that neither a breaker nor a wait may refuse it.
        Permit enter(const model::Provider &provider, std::string_view upstreamModel, const model::ProviderKey *key,
                     bool forced);
        HedgeBudget &hedges() const { return m_health->m_hedges; }

    private:
        Health *m_health;
        mutable base::Snapshot<HealthTable>::Reader m_table;
    };

    /// Keeps what should survive a restart, and forgets it again. Set before calls come; runs on the thread that learns of it.
    void onCooldown(std::function<void(const CooldownRow &)> keep) { m_keep = std::move(keep); }
    /// Hears of every key that goes out of use for two seconds or more, and of those that come back before their time. As
    /// for onCooldown().
    void onWait(std::function<void(const WaitEvent &)> tell) { m_tell = std::move(tell); }
    HedgeBudget &hedges() { return m_hedges; }
    /// What was kept. After adopt().
    void restore(const model::Plan &plan, const std::vector<CooldownRow> &rows);

    /// An admin's: nobody uses the key for `lengthMs`, or until it is cleared (kUntilCleared).
    void hold(std::string_view providerId, std::string_view keyId, std::int64_t lengthMs);
    /// Ends every wait of the key, a hold included, and closes its breakers.
    void clear(std::string_view providerId, std::string_view keyId);
    /// A check has shown that its credentials are good: what rests for them alone does so no longer.
    void proved(std::string_view providerId, std::string_view keyId);
    /// A check has failed for good: the key rests for `lengthMs`, or until it is proved() or reached(). Marked again in
    /// that time it rests on.
    void marked(std::string_view providerId, std::string_view keyId, CooldownReason why, std::int64_t lengthMs);
    /// A check was answered: what rests because the provider was silent does so no longer.
    void reached(std::string_view providerId, std::string_view keyId);
    /// When a call with the key went well last; 0 = never. Unit: milliseconds on the boot clock.
    std::int64_t answeredAt(std::string_view providerId, std::string_view keyId) const;
    /// When the provider answered a call last, in whatever way, and was not lost since; 0 = never. Unit: as above.
    std::int64_t heardAt(std::string_view providerId) const;
    /// The key itself first, then its models, those last used first.
    std::vector<HealthReport> report(const model::Provider &provider, const model::ProviderKey *key) const;

private:
    friend class Permit;
    std::int64_t now() const { return m_boot.millis(); }
    std::int64_t steadyNow() const { return m_clock.steadyNanos() / 1'000'000; }
    struct Place { ///< The blocks that one attempt touches. A provider without keys is its own key.
        HealthBlock &provider;
        HealthBlock &key;
        HealthBlock &target;
    };
    Place placeOf(const HealthTable &table, const model::Provider &provider, std::string_view upstreamModel,
                  const model::ProviderKey *key) const;
    static TargetReading readingOf(const Place &place, std::int64_t concurrency, std::int64_t nowMs);
    template <typename Do>
    void eachOfKey(std::string_view providerId, std::string_view keyId, Do apply) const;
    void endWaitFor(CooldownReason why, std::string_view providerId, std::string_view keyId) const;
    void learn(Permit &permit, const AttemptEnd &end);
    Verdict verdictOf(const Permit &permit, const AttemptEnd &end, std::int64_t nowMs);
    void cool(const Permit &permit, const AttemptEnd &end, std::int64_t nowMs);
    void keep(const HealthBlock &block, const HealthBlock::Wait &wait, std::int64_t nowMs) const;
    void endWaitBy(HealthBlock &block, std::int64_t begunMs, std::int64_t nowMs) const;
    void renew(const HealthTable &table, const HealthBlock::Name &name, std::int64_t version) const;
    void learnedBreaker(const HealthBlock &block, BreakerChange change) const;
    void tellOut(const HealthBlock &block, OutOfUse kind, const HealthBlock::Wait &wait, std::int64_t nowMs,
                 bool again = false) const;
    void tellBack(const HealthBlock &block, OutOfUse kind, BroughtBack by) const;
    void forgive(HealthBlock &block, BroughtBack by, std::int64_t nowMs) const;
    void endWait(HealthBlock &block, BroughtBack by, std::int64_t nowMs) const;

    const base::Clock &m_clock;
    const base::BootClock &m_boot;
    base::Snapshot<HealthTable> m_table;
    std::function<void(const CooldownRow &)> m_keep{};
    std::function<void(const WaitEvent &)> m_tell{};
    HedgeBudget m_hedges{};
    mutable HealthBlock m_others{{}}; ///< Of all for which there was no room.
};

} // namespace routing
