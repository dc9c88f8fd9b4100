#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace base {

/// What the clocks of a place show over some years: a value, so that what asks it stays pure. Thread: any.
class ZoneOffsets {
public:
    struct Change {
        std::int64_t fromMs = 0; ///< Unix milliseconds.
        std::int64_t minutesEast = 0;
    };
    /// `first` holds until the first of `changes`, which are in order.
    explicit ZoneOffsets(std::int64_t first = 0, std::vector<Change> changes = {})
        : m_first(first), m_changes(std::move(changes))
    {
    }
    std::int64_t minutesEast(std::int64_t unixMs) const;
    /// What the clocks show at `unixMs`, as if it were UTC. Unit: milliseconds.
    std::int64_t localMs(std::int64_t unixMs) const { return unixMs + minutesEast(unixMs) * kMinuteMs; }
    /// The first moment at which the clocks show `localMs` or later: when an hour is left out, that after it; when one
    /// comes twice, its first.
    std::int64_t firstAt(std::int64_t localMs) const;
    /// When the clocks were changed last, at `unixMs` or before; nothing known: the beginning of time.
    std::int64_t changedAt(std::int64_t unixMs) const;
    /// When they will be changed next, after `unixMs`; nothing known: the end of time.
    std::int64_t changesAfter(std::int64_t unixMs) const;

private:
    static constexpr std::int64_t kMinuteMs = 60'000;
    std::int64_t m_first;
    std::vector<Change> m_changes;
};

/// Knows the zones by name; an empty name is the zone of this computer. Errors: Unprocessable.
using ZoneLookup = Result<ZoneOffsets> (*)(std::string_view name);

} // namespace base
