#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace routing {

/// What the clocks of a place show, as far as it matters to a rule: a value, so that matching stays pure.
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

private:
    std::int64_t m_first;
    std::vector<Change> m_changes;
};

/// Knows the zones by name; an empty name is the zone of this computer. Errors: Unprocessable.
using ZoneLookup = base::Result<ZoneOffsets> (*)(std::string_view name);

/// `UTC`, an empty name (UTC as well) and minutes east of it.
base::Result<ZoneOffsets> zonesWithoutNames(std::string_view name);

} // namespace routing
