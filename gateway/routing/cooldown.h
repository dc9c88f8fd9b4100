#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/call_record.h"
#include "routing/reset_hints.h"

namespace routing {

/// Why a key must wait.
enum class CooldownReason : std::uint8_t {
    None,
    RateLimited,
    QuotaGone,
    BadKey,
    NoSuchModel,
    Overloaded,
    Held,
    Broken,
    Down, ///< It does not answer its checks.
};

std::string_view toWord(CooldownReason reason); ///< `rate_limited`
std::string_view toWord(CooldownSource source); ///< `retry_after`
/// None for a word that is not known.
CooldownReason cooldownReason(std::string_view word);
CooldownSource cooldownSource(std::string_view word);

/// A wait that follows from one refusal.
struct Cooldown {
    std::int64_t lengthMs = 0;
    CooldownReason reason = CooldownReason::None;
    CooldownSource source = CooldownSource::None;
    bool wholeKey = false; ///< For all its models; else for the one that was asked for.
    friend bool operator==(const Cooldown &, const Cooldown &) = default;
};

/// What a refusal means for the key it came to. `strikes` counts the refusals without a hint since the last success.
/// Providers count rates by model, money and credentials by key. Source: protocol-facts section 9.
std::optional<Cooldown> cooldownAfter(model::FailureClass failure, int status, const std::optional<ResetHint> &hint,
                                      std::uint32_t strikes);

} // namespace routing
