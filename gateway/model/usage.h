#pragma once

#include <cstdint>

namespace model {

/// Tokens spent by one attempt, as the provider counted them. Unit: tokens.
/// Invariant: cacheRead and cacheWrite* are part of `input`; `reasoning` is part of `output`.
struct Usage {
    std::int64_t input = 0;
    std::int64_t cacheRead = 0;
    std::int64_t cacheWrite5m = 0;
    std::int64_t cacheWrite1h = 0;
    std::int64_t output = 0;
    std::int64_t reasoning = 0;
    bool reported = false; ///< False: the provider said nothing (or nothing usable) and the counts are ours.

    std::int64_t cacheWrite() const { return cacheWrite5m + cacheWrite1h; }
    /// Reported only when both were.
    friend constexpr Usage operator+(const Usage &a, const Usage &b)
    {
        return {.input = a.input + b.input,
                .cacheRead = a.cacheRead + b.cacheRead,
                .cacheWrite5m = a.cacheWrite5m + b.cacheWrite5m,
                .cacheWrite1h = a.cacheWrite1h + b.cacheWrite1h,
                .output = a.output + b.output,
                .reasoning = a.reasoning + b.reasoning,
                .reported = a.reported && b.reported};
    }
    friend bool operator==(const Usage &, const Usage &) = default;
};

} // namespace model
