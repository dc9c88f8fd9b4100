#include "access/budget_period.h"

#include <algorithm>
#include <chrono>

namespace auth {
namespace {

using namespace std::chrono;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;

std::int64_t floorTo(std::int64_t value, std::int64_t step)
{
    const std::int64_t rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

sys_days dayOf(std::int64_t localMs)
{
    return sys_days(days(floorTo(localMs, kDayMs) / kDayMs));
}

std::int64_t millisOf(sys_days day)
{
    return std::int64_t{day.time_since_epoch().count()} * kDayMs;
}

weekday firstDay(model::WeekStart start)
{
    switch (start) {
    case model::WeekStart::Saturday:
        return Saturday;
    case model::WeekStart::Sunday:
        return Sunday;
    case model::WeekStart::Monday:
        break;
    }
    return Monday;
}

/// The first day of the period that `day` lies in, or of that after so many more.
sys_days firstDayOf(model::BudgetPeriod period, model::WeekStart weekStart, sys_days day, int further)
{
    if (period == model::BudgetPeriod::Day)
        return day + days(further);
    if (period == model::BudgetPeriod::Week)
        return day - (weekday(day) - firstDay(weekStart)) + weeks(further);
    const year_month_day date(day);
    return sys_days((date.year() / date.month() + months(further)) / 1);
}

PeriodSpan hourAt(const base::ZoneOffsets &zone, std::int64_t atMs)
{
    const std::int64_t local = zone.localMs(atMs);
    const std::int64_t start = atMs - (local - floorTo(local, kHourMs));
    return {std::max(start, zone.changedAt(atMs)), std::min(start + kHourMs, zone.changesAfter(atMs))};
}

} // namespace

PeriodSpan periodAt(model::BudgetPeriod period, model::WeekStart weekStart, const base::ZoneOffsets &zone,
                    std::int64_t atMs)
{
    if (period == model::BudgetPeriod::Total)
        return {};
    if (period == model::BudgetPeriod::Hour)
        return hourAt(zone, atMs);
    const sys_days day = dayOf(zone.localMs(atMs));
    const auto startOf = [&](int further) {
        return zone.firstAt(millisOf(firstDayOf(period, weekStart, day, further)));
    };
    // Clocks that are put back over midnight show the evening twice: its second half is of the day that had begun.
    PeriodSpan out{startOf(0), startOf(1)};
    for (int further = 1; atMs >= out.endMs; ++further)
        out = {out.endMs, startOf(further + 1)};
    return out;
}

} // namespace auth
