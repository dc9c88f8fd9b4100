#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace ledger {

/// How much came in within the last minute, of a limit that never lets in more than that in any minute. It slides: what
/// came in is counted for 60 s, rounded up to the next hundredth of a second, and then no more.
/// Amounts are given back, or corrected, in the slice of time that they were taken in.
/// Time is the caller's: milliseconds on a clock that never goes back. Thread: any; no lock is taken.
/// Invariant: what take() let in within any 60 s never comes to more than the limit that was given with it.
class MinuteWindow {
public:
    static constexpr std::int64_t kMinuteMs = 60'000;
    static constexpr std::int64_t kSliceMs = 10;

    /// A slice of time.
    using Slice = std::uint64_t;

    MinuteWindow();

    /// The slice it counts in; nothing, and nothing changed, when it does not fit.
    std::optional<Slice> take(std::int64_t amount, std::int64_t limit, std::int64_t nowMs);
    /// What was taken at `slice` was `by` more in truth, or less. What is over is over: of that nothing is given back,
    /// and what it lacked counts from now on.
    void correct(Slice slice, std::int64_t by, std::int64_t nowMs);
    /// Counts what happened before there was this window; what is over does not count.
    void addPast(std::int64_t amount, std::int64_t atMs, std::int64_t nowMs);

    std::int64_t used(std::int64_t nowMs);
    /// How long until so much fits, if nothing else comes in; nothing for what never does. Unit: milliseconds.
    std::optional<std::int64_t> waitFor(std::int64_t amount, std::int64_t limit, std::int64_t nowMs);
    /// How long until nothing is used any more, if nothing else comes in. Unit: milliseconds.
    std::int64_t emptyIn(std::int64_t nowMs);

private:
    static constexpr Slice kLive = kMinuteMs / kSliceMs; ///< Before the current one.
    static constexpr Slice kSlices = kLive + 2;          ///< One more than live, so that the next finds an empty place.

    /// So much above the clock that a word of zero is one of a past round, and that a minute before is no wrap.
    static constexpr Slice kFirst = 2 * kSlices;
    static Slice sliceAt(std::int64_t ms) { return static_cast<Slice>(ms / kSliceMs) + kFirst; }
    static std::int64_t overAfter(Slice slice, std::int64_t nowMs);
    void forget(Slice now);
    void empty(Slice slice);
    Slice put(Slice slice, std::int64_t amount);
    std::int64_t in(Slice slice) const;

    std::unique_ptr<std::atomic<std::uint64_t>[]> m_slices; ///< Each the round that it is of, and the amount.
    std::atomic<std::int64_t> m_used{0};                    ///< At least what all of them hold.
    std::atomic<Slice> m_tail{0};                           ///< Those before it are over and empty.
};

} // namespace ledger
