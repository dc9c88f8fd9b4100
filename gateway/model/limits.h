#pragma once

#include <cstdint>

#include "base/json.h"
#include "base/result.h"

namespace model {

/// How much somebody may use, or a provider or model be used, at once. 0: no limit. Source: R45.
struct Limits {
    std::int64_t requestsPerMinute = 0;
    std::int64_t tokensPerMinute = 0;
    std::int64_t concurrentCalls = 0;

    bool any() const { return requestsPerMinute != 0 || tokensPerMinute != 0 || concurrentCalls != 0; }
    friend bool operator==(const Limits &, const Limits &) = default;
};

inline constexpr std::string_view kAboutLimits =
    "Most at once: requests_per_minute, tokens_per_minute, concurrent_calls; null is no limit.";

/// `{"requests_per_minute", "tokens_per_minute", "concurrent_calls"}`, null where there is none.
base::Json limitsJson(const Limits &limits);
/// Takes over those that are given; null takes one away. Errors: Unprocessable with `.name` as `param`.
base::Result<> takeLimits(Limits &to, const base::Json &value);

/// For field lists: of any resource that has a member `limits`.
template <typename T>
base::Json readLimits(const T &from)
{
    return limitsJson(from.limits);
}
template <typename T>
base::Result<> writeLimits(T &to, const base::Json &value)
{
    return takeLimits(to.limits, value);
}

} // namespace model
