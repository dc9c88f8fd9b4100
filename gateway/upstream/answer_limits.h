#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text.h"

/// How much of an answer is taken.
namespace upstream {

inline constexpr std::size_t kLargeWaiting = std::size_t{1} << 20;    ///< Below it an answer always finds room.
inline constexpr std::size_t kMostHeld = std::size_t{128} << 20;      ///< By all answers of one worker.
inline constexpr std::size_t kLargestWaiting = std::size_t{32} << 20; ///< Whole; streams are paused long before.
inline constexpr const char *kTooLarge = "the provider's answer is larger than 32 MiB";
inline constexpr const char *kNoRoom = "there is no room for the provider's answer: too many large ones at once";
inline constexpr const char *kHeadTooLarge = "the provider sent more than 64 KiB of headers";
inline constexpr std::size_t kMostHeadersKept = 64;

/// Whether a header is of use to anybody. `kept`: how many there are already.
inline bool isKept(std::string_view name, bool refusal, std::size_t kept)
{
    /// Of a refusal: what may tell when to come back (`routing/reset_hints.h`).
    constexpr std::string_view kOfRefusals[] = {"retry-after", "x-ratelimit-", "anthropic-ratelimit-", "ratelimit",
                                                "date"};
    const auto begins = [&](std::string_view prefix) { return base::startsWithIgnoringCase(name, prefix); };
    return base::equalsIgnoringCase(name, "content-type")
           || (refusal && kept < kMostHeadersKept && std::ranges::any_of(kOfRefusals, begins));
}

} // namespace upstream
