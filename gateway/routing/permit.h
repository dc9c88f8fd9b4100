#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "model/call_record.h"
#include "routing/health_table.h"

namespace routing {

class Health;

/// How an attempt ended, as far as the health of its target goes.
struct AttemptEnd {
    model::FailureClass failure = model::FailureClass::None;
    int status = 0;                    ///< 0: nothing was heard.
    std::int64_t firstTokenUs = -1;    ///< -1 = none came.
    std::int64_t tokensPerSecond = -1; ///< -1 = too little to tell.
    std::optional<ResetHint> reset{};
    bool stream = false;
    std::int64_t waitedUs = -1; ///< For its first content, or until another was quicker; -1 = neither came.
};

/// Leave to send one attempt: a place among the open calls of its provider and, while that recovers, one of its probes.
/// Its end gives both back. Thread: one; Health outlives it.
class Permit {
public:
    Permit() = default;
    ~Permit() { giveBack(Verdict::Neutral); }
    Permit(Permit &&other) noexcept;
    Permit &operator=(Permit &&other) noexcept;
    Permit(const Permit &) = delete;
    Permit &operator=(const Permit &) = delete;

    explicit operator bool() const { return m_target != nullptr; }
    /// Why there is none.
    Gate gate() const { return m_gate; }
    /// How long 19 of 20 calls wait there for content at most; -1 = not known. Unit: microseconds.
    std::int64_t usualWaitUs(bool stream) const;
    /// Tells Health, and gives back.
    void settle(const AttemptEnd &end);

private:
    friend class Health;
    void giveBack(Verdict verdict);

    Health *m_health = nullptr;
    std::shared_ptr<const HealthTable> m_table{}; ///< Keeps the blocks.
    HealthBlock *m_provider = nullptr;
    HealthBlock *m_key = nullptr;
    HealthBlock *m_target = nullptr;
    Admission m_admission{};
    Gate m_gate = Gate::Open;
    std::int64_t m_bootMs = 0; ///< When it was given, on both clocks.
    std::int64_t m_steadyMs = 0;
};

} // namespace routing
