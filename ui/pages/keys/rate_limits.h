#pragma once

#include <cstdint>

#include <QString>

#include "base/json.h"

namespace ui {

/// How much a key, a user or a team may use at once. 0: no limit.
struct RateLimits {
    std::int64_t requests = 0; ///< In a minute.
    std::int64_t tokens = 0;   ///< In a minute.
    std::int64_t calls = 0;    ///< Under way together.
    friend bool operator==(const RateLimits &, const RateLimits &) = default;

    bool any() const { return requests != 0 || tokens != 0 || calls != 0; }
};

/// One of them: its name in the API, and its value.
struct RateLimit {
    const char *name;
    std::int64_t RateLimits::*value;
};
inline constexpr RateLimit kRateLimits[] = {
    {"requests_per_minute", &RateLimits::requests},
    {"tokens_per_minute", &RateLimits::tokens},
    {"concurrent_calls", &RateLimits::calls},
};

/// Reads `limits` of an answer; null in there, or no such object, is no limit.
RateLimits parseLimits(const base::Json &limits);
base::Json limitsJson(const RateLimits &limits);

/// For a cell: `60 / 120 k`, a dash for none, the calls at once left out.
QString limitsShort(const RateLimits &limits);
/// `60 calls/min, 120,000 tokens/min, 4 at once`; `none` when there is none.
QString limitsWords(const RateLimits &limits);

} // namespace ui
