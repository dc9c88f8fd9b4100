#pragma once

#include <atomic>
#include <cstdint>

#include "model/plan.h"
#include "routing/reading.h"

namespace routing {

/// How every key of every provider does: one of the few things all workers share. What a call learns here the next one
/// knows, whichever worker serves it.
/// Thread: any; a Reader belongs to one thread.
class Health final {
public:
    Health() = default;
    Health(const Health &) = delete;
    Health &operator=(const Health &) = delete;

    /// What a worker looks through: it takes no lock.
    class Reader final : public HealthView {
    public:
        explicit Reader(Health &health) : m_health(&health) {}
        TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                           const model::ProviderKey *key) const override;
        std::uint64_t nextTurn(std::string_view group) const override;

    private:
        Health *m_health;
    };

private:
    std::atomic<std::uint64_t> m_turn{0};
};

} // namespace routing
