#pragma once

#include <cstddef>
#include <cstdint>

#include "model/call_record.h"
#include "routing/reading.h"

namespace routing {

struct BreakerLimits {
    std::int64_t sliceMs = 10'000; ///< The window is kSlices of them.
    std::uint32_t fewest = 10;     ///< Calls in the window before anything is concluded.
    std::uint32_t percent = 50;    ///< Of them failed: it opens.
    std::int64_t openMs = 60'000;
    std::uint32_t probes = 1;     ///< At once, while half open.
    std::int64_t stageMs = 5'000; ///< Of 1, 5 and 25 percent each on the way back.
};
inline constexpr BreakerLimits kBreaker{};
inline constexpr std::size_t kSlices = 6;

/// What one attempt says about the health of its target.
enum class Verdict : std::uint8_t { Good, Bad, Neutral };
Verdict verdictOf(model::FailureClass failure);

/// The calls of a window, or of one slice of it.
struct Counts {
    std::uint32_t good = 0;
    std::uint32_t bad = 0;
    friend bool operator==(const Counts &, const Counts &) = default;
};

/// A slice fits an atomic word. `epoch` numbers the slices since the clock began: an old one counts for nothing.
struct Slice {
    std::uint32_t epoch = 0;
    std::uint16_t good = 0;
    std::uint16_t bad = 0;
};
Slice counted(Slice slice, std::uint32_t epoch, Verdict verdict);

/// A breaker fits an atomic word, too, so that its changes are exact whatever the number of workers.
struct Breaker {
    enum Phase : std::uint8_t { Closed, Open, HalfOpen, Ramp };
    std::uint64_t phase : 2 = Closed;
    std::uint64_t probes : 6 = 0; ///< HalfOpen: under way. Ramp: attempts that failed.
    std::uint64_t passed : 8 = 0; ///< Ramp: attempts that went well.
    std::uint64_t since : 48 = 0; ///< When the phase began. Unit: milliseconds.
};
static_assert(sizeof(Breaker) == 8 && sizeof(Slice) == 8);

/// Where time alone has taken it by now: an open one is half open after its minute, and the way back ends.
Breaker atTime(Breaker breaker, std::int64_t nowMs);
/// The share of calls that it lets through on its way back. Unit: percent.
std::uint32_t rampShare(const Breaker &breaker, std::int64_t nowMs);
/// What it says to the next call, which is the `turn`-th. `waitMs`: until it may say something else; 0 = not known.
Gate gateOf(const Breaker &breaker, std::int64_t nowMs, std::uint32_t turn, std::int64_t &waitMs);

/// What an attempt was let through as.
struct Admission {
    bool probe = false;
    std::uint64_t since = 0; ///< Of the phase it was let through in.
};
/// Lets an attempt through and takes a probe for it where one is needed; false when none is free. One that is `forced`
/// (there is nobody else) always comes through.
bool admit(Breaker &breaker, std::int64_t nowMs, bool forced, Admission &admission);
/// Learns how that attempt ended. `window` has it counted in.
Breaker after(Breaker breaker, std::int64_t nowMs, Verdict verdict, const Admission &admission, const Counts &window);

/// What became of a breaker, as far as others want to hear of it.
enum class BreakerChange : std::uint8_t { None, Opened, WayBack };
BreakerChange changeBetween(const Breaker &before, const Breaker &after);

/// Three states with room between the borders, so that a target near one of them does not flicker.
struct Signs {
    Breaker::Phase phase = Breaker::Closed;
    Counts window{};
    std::int64_t firstTokenUs = -1; ///< Lately.
    std::int64_t usualUs = -1;      ///< In the long run.
};
HealthState judge(HealthState before, const Signs &signs);

} // namespace routing
