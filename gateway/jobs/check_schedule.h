#pragma once

#include <cstdint>
#include <string_view>

/// When keys are checked, and what their checks mean. Pure.
namespace jobs {

/// What one question to a provider showed of a key.
enum class CheckVerdict : std::uint8_t {
    Good,     ///< The key was accepted.
    Answered, ///< The provider is there; its answer says nothing of the key.
    Refused,  ///< The key was not accepted.
    Failing,  ///< It answered that it cannot answer.
    Silent,   ///< Nothing came.
    NoSecret, ///< The key could not be read, or was entered for another address: nothing was asked.
};
std::string_view toWord(CheckVerdict verdict); ///< `no_secret`

struct Pace {
    std::int64_t intervalMs = 60'000;
    std::int64_t retries = 3;
    std::int64_t failures = 3;
};

/// What the checks of one key have come to. Unit: milliseconds on the boot clock.
struct Standing {
    bool checked = false;
    CheckVerdict verdict = CheckVerdict::Good; ///< Of the last question.
    std::int64_t tries = 0;                    ///< Of the check that is under way.
    std::int64_t failures = 0;                 ///< Checks in a row.
    std::int64_t dueMs = 0;                    ///< 0: not planned.
    friend bool operator==(const Standing &, const Standing &) = default;
};

/// What is to be said of the key.
enum class Mark : std::uint8_t {
    None,
    Proved,  ///< Its credentials are good, and the provider is there.
    Reached, ///< The provider is there.
    Refused, ///< It is of no use until a check shows otherwise.
    Down,    ///< The same: the provider does not answer.
};

struct CheckEnd {
    Standing standing{};
    Mark mark = Mark::None;
    std::int64_t restMs = 0; ///< Of a mark that keeps it from calls: past its next check.
};

/// When a key that was never checked is checked first. `luck` is from 0 to 1: it keeps keys from being checked in step.
std::int64_t firstCheck(const Pace &pace, std::int64_t nowMs, double luck);

/// After a question was answered, or not. `ours`: the silence may be of our own network, so that it does not count.
CheckEnd afterCheck(const Standing &before, CheckVerdict verdict, bool ours, const Pace &pace, std::int64_t nowMs,
                    double luck);

/// A call went well at `answeredMs`: that was a check.
Standing afterCall(const Standing &before, const Pace &pace, std::int64_t answeredMs);

/// How long a key that fails for the n-th time in a row (from 1) is left alone.
std::int64_t pauseAfter(std::int64_t failures, const Pace &pace);

} // namespace jobs
