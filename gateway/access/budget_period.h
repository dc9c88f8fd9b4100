#pragma once

#include <cstdint>
#include <limits>

#include "base/zone_offsets.h"
#include "model/budget.h"

namespace auth {

/// When a budget's period began and ends. Unit: Unix milliseconds; the end belongs to the next one.
struct PeriodSpan {
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    std::int64_t startMs = 0;
    std::int64_t endMs = kNever;
    bool holds(std::int64_t atMs) const { return atMs >= startMs && atMs < endMs; }
    friend bool operator==(const PeriodSpan &, const PeriodSpan &) = default;
};

/// The period that `atMs` falls in, by the clocks of `zone`. Days last 23 or 25 hours where clocks are changed; of an
/// hour that comes twice each is one, and where clocks move by less than an hour, the hour it happens in is cut there.
/// Pure. Thread: any.
PeriodSpan periodAt(model::BudgetPeriod period, model::WeekStart weekStart, const base::ZoneOffsets &zone,
                    std::int64_t atMs);

} // namespace auth
