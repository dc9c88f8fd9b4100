#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/call_record.h"
#include "routing/reading.h"
#include "routing/targets.h"

namespace routing {

/// What kind of refusal an HTTP answer is. `code` is the provider's own error code or type, `message` its words.
/// Source: protocol-facts sections 1 and 9.
model::FailureClass classify(int status, std::string_view code, std::string_view message);

/// Where the next attempt goes, and after which pause.
struct Step {
    std::size_t target = 0; ///< Index into the targets.
    std::size_t key = 0;    ///< Index into that target's keys.
    std::int64_t waitMs = 0;
    bool forced = false; ///< There is nobody better, so that neither a breaker nor a wait may refuse it.
};

struct RetryLimits {
    std::size_t attempts = 4;
    std::int64_t waitMs = kInlineWaitMs; ///< A longer wait than that is not waited for.
};

/// Walks the targets by the class of each failure: same key with backoff, next key, next provider; past those whose
/// gate is shut, unless nobody else is left. Pure but for its own position; `draw` gives the jitter.
/// `targets` and `health` outlive it.
class Attempts {
public:
    Attempts(const std::vector<Target> &targets, RetryLimits limits, std::uint64_t draw, const HealthView &health);

    /// The first target whose gate is open, else the one that opens soonest; nothing when that is too far off.
    std::optional<Step> first();
    /// Errors are values: nothing when there is nowhere left to go or the class forbids another attempt.
    std::optional<Step> next(model::FailureClass failure, std::optional<std::int64_t> retryAfterMs);
    /// The step that was given last was refused with this gate, and is not counted. Nothing when nobody is left.
    std::optional<Step> instead(Gate refused);
    /// Another target whose gate is open now, for an attempt beside the one under way, and counted like any; nothing
    /// when there is none, or no attempt is left. Where next() goes on from does not change.
    std::optional<Step> beside();
    /// It was refused, or is not sent for another reason: it does not count.
    void unmakeBeside() { --m_made; }
    /// From here on the attempt beside is the one that next() goes on from, and the other is beside it.
    void changeSides();
    std::size_t made() const { return m_made; }

private:
    struct Place {
        std::size_t target = 0;
        std::size_t key = 0;
    };
    std::optional<Step> onwards(Place from) const;
    std::optional<Step> firstOpen(Place from) const;
    std::optional<Step> soonest(Place from) const;
    std::optional<Step> opensSoon(Place from) const;
    std::optional<Step> sameKeyOrNext(model::FailureClass failure, std::optional<std::int64_t> retryAfterMs);
    std::optional<Step> whoeverIsSooner(std::optional<std::int64_t> retryAfterMs) const;
    TargetReading read(Place place) const;
    Place nextKey() const { return {m_at.target, m_at.key + 1}; }
    Place nextProvider() const { return {m_at.target + 1, 0}; }
    template <typename Do>
    void eachFrom(Place from, Do visit) const;
    std::int64_t backoff();

    const std::vector<Target> &m_targets;
    const HealthView &m_health;
    RetryLimits m_limits;
    std::uint64_t m_random;
    std::size_t m_made = 1;
    std::size_t m_onThisKey = 1;
    Step m_at{};
    std::size_t m_onKeyBeside = 1;
    Step m_beside{};
};

} // namespace routing
