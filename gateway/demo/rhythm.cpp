#include "demo/rhythm.h"

#include <algorithm>
#include <cmath>

namespace demo {
namespace {

constexpr double kGrowth = 1.7;      ///< e^1.7: five and a half times as many after the year.
constexpr double kDayToDay = 0.18;   ///< Spread of the days.
constexpr double kHourToHour = 0.22; ///< Spread of the hours.

double bump(double hour, double middle, double width)
{
    const double away = (hour - middle) / width;
    return std::exp(-away * away);
}

} // namespace

WallHour WallHour::at(std::int64_t unixMillis, std::int64_t zoneOffsetMs)
{
    const std::int64_t local = unixMillis + zoneOffsetMs;
    const std::int64_t weekday = (local / kDayMs + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
    return {static_cast<int>(local / kHourMs % 24), weekday == 0 || weekday == 6};
}

double activity(Shift shift, const WallHour &at)
{
    const double hour = at.hour + 0.5;
    switch (shift) {
    case Shift::Office:
        return (bump(hour, 10.5, 2.2) + bump(hour, 15.5, 2.6) + 0.25 * bump(hour, 21, 1.8) + 0.01)
               * (at.weekend ? 0.16 : 1);
    case Shift::Always:
        return (0.12 + 0.6 * bump(hour, 12, 4) + 0.8 * bump(hour, 20, 2.6)) * (at.weekend ? 1.15 : 1);
    case Shift::Night:
        break;
    }
    return hour < 6 ? 1.6 : hour > 22 ? 1 : 0.02;
}

std::vector<std::int64_t> callTimes(std::int64_t nowMs, std::int64_t zoneOffsetMs, std::int64_t calls, Random random)
{
    constexpr std::int64_t kHours = kYearDays * 24;
    const std::int64_t begin = nowMs - kHours * kHourMs;
    std::vector<double> sums;
    sums.reserve(kHours);
    double sum = 0;
    double day = 1;
    for (std::int64_t i = 0; i < kHours; ++i) {
        if (i % 24 == 0)
            day = random.around(1, kDayToDay);
        const WallHour wall = WallHour::at(begin + i * kHourMs, zoneOffsetMs);
        double all = 0;
        for (const ClientPart &client : clients())
            all += client.share * activity(client.shift, wall);
        sum += all * day * random.around(1, kHourToHour)
               * std::exp(kGrowth * static_cast<double>(i) / static_cast<double>(kHours));
        sums.push_back(sum);
    }
    std::vector<std::int64_t> out;
    out.reserve(static_cast<std::size_t>(calls));
    std::size_t hour = 0;
    for (std::int64_t i = 0; i < calls; ++i) { // evenly over the sum, so each hour gets its part
        const double place = (static_cast<double>(i) + random.unit()) * sum / static_cast<double>(calls);
        while (hour + 1 < sums.size() && sums[hour] <= place)
            ++hour;
        const double before = hour == 0 ? 0 : sums[hour - 1];
        const double part = std::clamp((place - before) / (sums[hour] - before), 0.0, 0.999999);
        const auto within = static_cast<std::int64_t>(part * static_cast<double>(kHourMs));
        out.push_back(begin + static_cast<std::int64_t>(hour) * kHourMs + within);
    }
    std::ranges::sort(out);
    return out;
}

} // namespace demo
