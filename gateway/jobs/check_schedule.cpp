#include "jobs/check_schedule.h"

#include <algorithm>
#include <array>

namespace jobs {
namespace {

constexpr std::array<std::string_view, 6> kWords{"good", "answered", "refused", "failing", "silent", "no_secret"};
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kLongestPauseMs = 10 * 60 * kSecond;
constexpr std::int64_t kMostDoublings = 10;
constexpr std::int64_t kGraceMs = 60 * kSecond; ///< That a mark outlives the check that would renew it.
constexpr double kSpread = 0.1;                 ///< Checks come so much of their interval earlier.

std::int64_t spread(std::int64_t intervalMs, double luck)
{
    return intervalMs - static_cast<std::int64_t>(static_cast<double>(intervalMs) * kSpread * luck);
}

/// One that got no answer: tried again, and failed in the end.
CheckEnd afterSilence(CheckEnd out, bool ours, const Pace &pace, std::int64_t nowMs, double luck)
{
    Standing &standing = out.standing;
    if (standing.tries < pace.retries) {
        ++standing.tries;
        standing.dueMs = nowMs + std::min(kSecond * standing.tries, pace.intervalMs);
        return out;
    }
    standing.tries = 0;
    if (ours) {
        standing.dueMs = nowMs + spread(pace.intervalMs, luck);
        return out;
    }
    ++standing.failures;
    const std::int64_t beyond = standing.failures - pace.failures;
    const std::int64_t pauseMs = pauseAfter(std::max<std::int64_t>(beyond + 1, 1), pace);
    standing.dueMs = nowMs + spread(pauseMs, luck);
    if (beyond >= 0) {
        out.mark = Mark::Down;
        out.restMs = 2 * pauseMs + kGraceMs;
    }
    return out;
}

} // namespace

std::string_view toWord(CheckVerdict verdict)
{
    return kWords[static_cast<std::size_t>(verdict)];
}

std::int64_t pauseAfter(std::int64_t failures, const Pace &pace)
{
    const std::int64_t doublings = std::clamp<std::int64_t>(failures - 1, 0, kMostDoublings);
    return std::clamp(pace.intervalMs << doublings, pace.intervalMs, std::max(kLongestPauseMs, pace.intervalMs));
}

std::int64_t firstCheck(const Pace &pace, std::int64_t nowMs, double luck)
{
    return nowMs + pace.intervalMs / 2 + static_cast<std::int64_t>(static_cast<double>(pace.intervalMs) / 2 * luck);
}

CheckEnd afterCheck(const Standing &before, CheckVerdict verdict, bool ours, const Pace &pace, std::int64_t nowMs,
                    double luck)
{
    CheckEnd out{.standing = before};
    Standing &standing = out.standing;
    standing.checked = true;
    standing.verdict = verdict;
    switch (verdict) {
    case CheckVerdict::Failing:
    case CheckVerdict::Silent:
        return afterSilence(out, ours && verdict == CheckVerdict::Silent, pace, nowMs, luck);
    case CheckVerdict::Refused: {
        standing.tries = 0;
        ++standing.failures;
        const std::int64_t pauseMs = pauseAfter(standing.failures, pace);
        standing.dueMs = nowMs + spread(pauseMs, luck);
        out.mark = Mark::Refused;
        out.restMs = 2 * pauseMs + kGraceMs;
        return out;
    }
    case CheckVerdict::Good:
    case CheckVerdict::Answered:
        out.mark = verdict == CheckVerdict::Good ? Mark::Proved : Mark::Reached;
        break;
    case CheckVerdict::NoSecret:
        break;
    }
    standing.tries = 0;
    standing.failures = 0;
    standing.dueMs = nowMs + spread(pace.intervalMs, luck);
    return out;
}

Standing afterCall(const Standing &before, const Pace &pace, std::int64_t answeredMs)
{
    Standing out = before;
    out.checked = true;
    out.verdict = CheckVerdict::Good;
    out.tries = 0;
    out.failures = 0;
    out.dueMs = answeredMs + pace.intervalMs;
    return out;
}

} // namespace jobs
