#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dialect/dialect.h"

/// How clients of each dialect are told of rate limits.
namespace dialect {

/// One limit: of requests, or of tokens.
struct LimitState {
    std::int64_t most = 0;
    std::int64_t left = 0;
    std::int64_t fullInMs = 0; ///< Until all of it is there again.
};

struct LimitStates {
    std::optional<LimitState> requests{};
    std::optional<LimitState> tokens{};
};

/// Whole header lines: `x-ratelimit-*` with durations, or `anthropic-ratelimit-*` with times; none for Gemini's clients,
/// who know no such headers. Source: protocol-facts sections 1 and 2.
std::string limitHeaders(const Dialect &client, const LimitStates &states, std::int64_t wallMs);

/// The body of a refusal that ends by itself after a while: Gemini's clients find that while in it, as RetryInfo (their
/// 429 has no `retry-after`). Source: wire facts 47. Nothing: nobody knows how long.
std::string waitBody(const Dialect &client, const ErrorView &error, std::optional<std::int64_t> waitMs);

} // namespace dialect
