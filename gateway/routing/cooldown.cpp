#include "routing/cooldown.h"

#include <algorithm>
#include <array>

namespace routing {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kFirstGuess = 5 * kSecond; // for a rate limit whose end nobody told; doubles with each
constexpr std::int64_t kLongestGuess = kMinute;

constexpr std::array<std::string_view, 9> kReasons{
    "none", "rate_limited", "quota_gone", "bad_key", "no_such_model", "overloaded", "held", "broken", "down"};
constexpr std::array<std::string_view, 7> kSources{"none", "retry_after", "reset_header", "body",
                                                   "rule", "admin",       "check"};

template <typename Enum>
Enum fromWord(const auto &words, std::string_view word)
{
    const auto *const at = std::ranges::find(words, word);
    return static_cast<Enum>(at == words.end() ? 0 : at - words.begin());
}

} // namespace

std::string_view toWord(CooldownReason reason)
{
    return kReasons[static_cast<std::size_t>(reason)];
}
std::string_view toWord(CooldownSource source)
{
    return kSources[static_cast<std::size_t>(source)];
}
CooldownReason cooldownReason(std::string_view word)
{
    return fromWord<CooldownReason>(kReasons, word);
}
CooldownSource cooldownSource(std::string_view word)
{
    return fromWord<CooldownSource>(kSources, word);
}

std::optional<Cooldown> cooldownAfter(model::FailureClass failure, int status, const std::optional<ResetHint> &hint,
                                      std::uint32_t strikes)
{
    using enum model::FailureClass;
    const auto make = [&](std::int64_t unlessTold, CooldownReason reason, bool wholeKey) {
        return Cooldown{.lengthMs = hint ? hint->waitMs : unlessTold,
                        .reason = reason,
                        .source = hint ? hint->source : CooldownSource::Rule,
                        .wholeKey = wholeKey};
    };
    switch (failure) {
    case RateLimited:
        return make(std::min(kFirstGuess << std::min(strikes, 8U), kLongestGuess), CooldownReason::RateLimited, false);
    case QuotaGone:
        return make(10 * kMinute, CooldownReason::QuotaGone, true);
    case BadKey: // 403 may be about the model alone
        return make(status == 401 ? 5 * kMinute : kMinute, CooldownReason::BadKey, status == 401);
    case NoSuchModel:
        return make(kMinute, CooldownReason::NoSuchModel, false);
    case ServerError:
        return hint ? std::optional(make(0, CooldownReason::Overloaded, false)) : std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace routing
