#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/call_record.h"
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
};

struct RetryLimits {
    std::size_t attempts = 4;
    std::int64_t retryAfterMs = 10'000; ///< A longer `Retry-After` is not waited for.
};

/// Walks the targets by the class of each failure: same key with backoff, next key, next provider.
/// Pure but for its own position; `draw` gives the jitter.
class Attempts {
public:
    Attempts(const std::vector<Target> &targets, RetryLimits limits, std::uint64_t draw);

    Step first() const { return {}; }
    /// Errors are values: nothing when there is nowhere left to go or the class forbids another attempt.
    std::optional<Step> next(model::FailureClass failure, std::optional<std::int64_t> retryAfterMs);
    std::size_t made() const { return m_made; }

private:
    std::optional<Step> sameKey(std::int64_t waitMs);
    std::optional<Step> nextKey();
    std::optional<Step> nextProvider();
    std::int64_t backoff();

    const std::vector<Target> &m_targets;
    RetryLimits m_limits;
    std::uint64_t m_random;
    std::size_t m_made = 1;
    std::size_t m_onThisKey = 1;
    Step m_at{};
};

} // namespace routing
