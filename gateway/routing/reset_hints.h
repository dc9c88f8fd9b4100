#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "routing/facts.h"

namespace routing {

/// Where we know from how long to wait.
enum class CooldownSource : std::uint8_t {
    None,
    RetryAfter,  ///< `retry-after-ms`, `retry-after`.
    ResetHeader, ///< `x-ratelimit-reset-*` and their like.
    Body,        ///< The refusal's own words or fields.
    Rule,        ///< Nobody said: a rule of ours.
    Admin,
    Check, ///< A check of ours, which goes on; it ends with one that is passed.
};

/// When the same may be asked of the same key again, as the provider says.
struct ResetHint {
    std::int64_t waitMs = 0;
    CooldownSource source = CooldownSource::None;
    friend bool operator==(const ResetHint &, const ResetHint &) = default;
};

/// No hint is believed beyond this: keys came back long before the reset that was told for them.
inline constexpr std::int64_t kLongestHintMs = 24 * 60 * 60 * 1000;

/// What a refusal tells in any of the forms providers use, the most exact one first. `wallMs` is our own time, used for
/// instants where the answer has no `date` of its own. Nothing when it tells nothing, or only what is past.
/// Source: protocol-facts sections 1 to 3 and 9, wire/facts.md 55, the recorded answers.
std::optional<ResetHint> readResetHint(const HeaderSource &headers, std::string_view body, std::int64_t wallMs);

/// `6m0s`, `2m59.56s`, `6ms`, `20`, `20 seconds`: how long from the beginning of `text` on. A bare number is in seconds.
/// Rounded up. Unit: milliseconds.
std::optional<std::int64_t> parseDuration(std::string_view text);

/// `Wed, 21 Oct 2015 07:28:00 GMT`. Unit: Unix milliseconds. Source: RFC 9110, 5.6.7 (the two obsolete forms left out).
std::optional<std::int64_t> parseHttpDate(std::string_view text);

} // namespace routing
