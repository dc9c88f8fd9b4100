#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "routing/cooldown.h"

namespace routing {

inline constexpr std::int64_t kUntilCleared = std::numeric_limits<std::int64_t>::max() >> 16;

/// Why a key was out of use: waits, holds and breakers stand side by side.
enum class OutOfUse : std::uint8_t { Cooldown, Hold, Breaker };

/// What ended it before its time.
enum class BroughtBack : std::uint8_t {
    Answered,   ///< A call that went well, or a probe.
    Checked,    ///< A check has shown that its credentials are good.
    Cleared,    ///< An admin.
    Changed,    ///< It, or its provider, was edited.
    OurNetwork, ///< It was our own network that was gone.
};

std::string_view toWord(OutOfUse kind);    ///< `cooldown`
std::string_view toWord(BroughtBack what); ///< `our_network`

/// A key went out of use, or came back before its time: for the history. Unit: Unix milliseconds.
struct WaitEvent {
    std::string providerId{};
    std::string keyId{}; ///< Empty where the provider needs no key.
    std::string model{}; ///< Empty: every model.
    OutOfUse kind = OutOfUse::Cooldown;
    bool begins = true;
    bool again = false; ///< It was out already, for the same reason.
    std::int64_t atMs = 0;
    std::int64_t untilMs = 0; ///< Of one that begins; kUntilCleared: until an admin lets it go.
    CooldownReason reason = CooldownReason::None;
    CooldownSource source = CooldownSource::None;
    BroughtBack by = BroughtBack::Answered; ///< Of one that ends.
};

} // namespace routing
