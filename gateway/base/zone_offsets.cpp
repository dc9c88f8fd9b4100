#include "base/zone_offsets.h"

#include <algorithm>
#include <limits>

namespace base {

std::int64_t ZoneOffsets::minutesEast(std::int64_t unixMs) const
{
    const auto next = std::ranges::upper_bound(m_changes, unixMs, {}, &Change::fromMs);
    return next == m_changes.begin() ? m_first : std::prev(next)->minutesEast;
}

std::int64_t ZoneOffsets::firstAt(std::int64_t localMs) const
{
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::int64_t offset = m_first;
    for (const Change &change : m_changes) {
        const std::int64_t at = std::max(from, localMs - offset * kMinuteMs);
        if (at < change.fromMs)
            return at;
        from = change.fromMs;
        offset = change.minutesEast;
    }
    return std::max(from, localMs - offset * kMinuteMs);
}

std::int64_t ZoneOffsets::changedAt(std::int64_t unixMs) const
{
    const auto next = std::ranges::upper_bound(m_changes, unixMs, {}, &Change::fromMs);
    return next == m_changes.begin() ? std::numeric_limits<std::int64_t>::min() : std::prev(next)->fromMs;
}

std::int64_t ZoneOffsets::changesAfter(std::int64_t unixMs) const
{
    const auto next = std::ranges::upper_bound(m_changes, unixMs, {}, &Change::fromMs);
    return next == m_changes.end() ? std::numeric_limits<std::int64_t>::max() : next->fromMs;
}

} // namespace base
