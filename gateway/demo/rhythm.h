#pragma once

#include <cstdint>
#include <vector>

#include "demo/cast.h"
#include "demo/random.h"

/// When calls come: more by day than by night, fewer at weekends, more from month to month. Pure.
namespace demo {

inline constexpr std::int64_t kHourMs = 3'600'000;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;
inline constexpr std::int64_t kYearDays = 365;

/// What a clock on the wall shows at some time.
struct WallHour {
    int hour = 0;
    bool weekend = false;
    static WallHour at(std::int64_t unixMillis, std::int64_t zoneOffsetMs);
};

/// How much of its usual a client calls at that hour.
double activity(Shift shift, const WallHour &at);

/// `calls` times in the year before `nowMs`, in order. `zoneOffsetMs` is what the wall clocks are ahead of UTC.
std::vector<std::int64_t> callTimes(std::int64_t nowMs, std::int64_t zoneOffsetMs, std::int64_t calls, Random random);

} // namespace demo
