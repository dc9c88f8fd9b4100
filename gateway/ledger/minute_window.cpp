#include "ledger/minute_window.h"

#include <algorithm>

namespace ledger {
namespace {

constexpr unsigned kAmountBits = 40; ///< What is left counts rounds: 31 years of them.
constexpr std::uint64_t kMostAmount = (std::uint64_t{1} << kAmountBits) - 1;

std::uint64_t roundIn(std::uint64_t word)
{
    return word >> kAmountBits;
}

std::int64_t amountIn(std::uint64_t word)
{
    return static_cast<std::int64_t>(word & kMostAmount);
}

std::uint64_t wordOf(std::uint64_t round, std::int64_t amount)
{
    return round << kAmountBits | static_cast<std::uint64_t>(amount);
}

/// How much more a word can hold.
std::int64_t roomIn(std::uint64_t word)
{
    return static_cast<std::int64_t>(kMostAmount) - amountIn(word);
}

} // namespace

MinuteWindow::MinuteWindow() : m_slices(std::make_unique<std::atomic<std::uint64_t>[]>(kSlices)) {}

/// Until the slice is over. Unit: milliseconds.
std::int64_t MinuteWindow::overAfter(Slice slice, std::int64_t nowMs)
{
    return static_cast<std::int64_t>(slice + kLive + 1 - kFirst) * kSliceMs - nowMs;
}

std::optional<MinuteWindow::Slice> MinuteWindow::take(std::int64_t amount, std::int64_t limit, std::int64_t nowMs)
{
    const Slice now = sliceAt(nowMs);
    forget(now);
    std::int64_t used = m_used.load();
    do {
        if (amount > limit - used)
            return std::nullopt;
    } while (!m_used.compare_exchange_weak(used, used + amount));
    return put(now, amount);
}

void MinuteWindow::correct(Slice slice, std::int64_t by, std::int64_t nowMs)
{
    if (by > 0) {
        const Slice now = sliceAt(nowMs);
        const std::int64_t more = std::min(by, roomIn(0) / 2);
        m_used.fetch_add(more);
        put(slice + kLive < now ? now : slice, more);
        return;
    }
    std::atomic<std::uint64_t> &place = m_slices[slice % kSlices];
    std::uint64_t seen = place.load();
    while (by < 0 && roundIn(seen) == slice / kSlices) {
        const std::int64_t less = std::min(amountIn(seen), -by);
        if (place.compare_exchange_weak(seen, seen - static_cast<std::uint64_t>(less))) {
            m_used.fetch_sub(less);
            return;
        }
    }
}

void MinuteWindow::addPast(std::int64_t amount, std::int64_t atMs, std::int64_t nowMs)
{
    const Slice now = sliceAt(nowMs);
    const Slice slice = std::min(now, sliceAt(atMs));
    if (slice + kLive < now)
        return;
    forget(now);
    const std::int64_t counted = std::min(amount, roomIn(0) / 2);
    m_used.fetch_add(counted);
    put(slice, counted);
}

std::int64_t MinuteWindow::used(std::int64_t nowMs)
{
    forget(sliceAt(nowMs));
    return m_used.load();
}

std::optional<std::int64_t> MinuteWindow::waitFor(std::int64_t amount, std::int64_t limit, std::int64_t nowMs)
{
    if (amount > limit)
        return std::nullopt;
    const Slice now = sliceAt(nowMs);
    forget(now);
    std::int64_t lacking = m_used.load() + amount - limit;
    if (lacking <= 0)
        return 0;
    for (Slice slice = now - kLive; slice < now; ++slice) {
        lacking -= in(slice);
        if (lacking <= 0)
            return overAfter(slice, nowMs);
    }
    return overAfter(now, nowMs);
}

std::int64_t MinuteWindow::emptyIn(std::int64_t nowMs)
{
    if (used(nowMs) <= 0)
        return 0;
    const Slice now = sliceAt(nowMs);
    for (Slice slice = now; slice > now - kLive; --slice)
        if (in(slice) > 0)
            return overAfter(slice, nowMs);
    return overAfter(now - kLive, nowMs);
}

/// Whoever comes first in a new slice clears what is over by then; several may do so at once.
void MinuteWindow::forget(Slice now)
{
    const Slice live = now - kLive;
    Slice tail = m_tail.load();
    if (tail >= live)
        return;
    for (Slice slice = std::max(tail, live - kSlices); slice < live; ++slice)
        empty(slice);
    while (tail < live && !m_tail.compare_exchange_weak(tail, live)) {
    }
}

/// The place of a slice that is over, unless it has a later one already.
void MinuteWindow::empty(Slice slice)
{
    std::atomic<std::uint64_t> &place = m_slices[slice % kSlices];
    std::uint64_t seen = place.load();
    while (roundIn(seen) <= slice / kSlices && amountIn(seen) > 0)
        if (place.compare_exchange_weak(seen, wordOf(roundIn(seen), 0))) {
            m_used.fetch_sub(amountIn(seen));
            return;
        }
}

/// The slice that counts it in the end: for one who was stopped for over a minute on the way here, a later one.
MinuteWindow::Slice MinuteWindow::put(Slice slice, std::int64_t amount)
{
    std::atomic<std::uint64_t> &place = m_slices[slice % kSlices];
    std::uint64_t seen = place.load();
    for (;;) {
        const std::uint64_t round = std::max(roundIn(seen), slice / kSlices);
        const bool current = roundIn(seen) == round;
        const std::int64_t kept = current ? std::min(amount, roomIn(seen)) : amount;
        if (!place.compare_exchange_weak(seen, wordOf(round, (current ? amountIn(seen) : 0) + kept)))
            continue;
        const std::int64_t gone = current ? amount - kept : amountIn(seen); // what it can not hold, or held before
        if (gone > 0)
            m_used.fetch_sub(gone);
        return round * kSlices + slice % kSlices;
    }
}

std::int64_t MinuteWindow::in(Slice slice) const
{
    const std::uint64_t word = m_slices[slice % kSlices].load();
    return roundIn(word) == slice / kSlices ? amountIn(word) : 0;
}

} // namespace ledger
