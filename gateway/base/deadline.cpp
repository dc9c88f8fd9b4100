#include "base/deadline.h"

#include <algorithm>

#include "base/boot_clock.h"
#include "base/clock.h"

namespace base {

Moment momentNow()
{
    const BootClock &boot = systemBootClock();
    return {systemClock().wallMillis(), boot.millis(), boot.bootId()};
}

Deadline Deadline::after(const Moment &begin, std::int64_t lengthMs)
{
    return {{begin.wallMs + lengthMs, begin.bootMs + lengthMs, begin.bootId}, lengthMs};
}

std::int64_t Deadline::leftMs(const Moment &now) const
{
    const std::int64_t left = now.bootId == end.bootId ? end.bootMs - now.bootMs : end.wallMs - now.wallMs;
    return std::clamp<std::int64_t>(left, 0, lengthMs);
}

std::int64_t Deadline::overMs(const Moment &now) const
{
    const std::int64_t over = now.bootId == end.bootId ? now.bootMs - end.bootMs : now.wallMs - end.wallMs;
    return std::max<std::int64_t>(over, 0);
}

Deadline Deadline::onClocksOf(const Moment &now) const
{
    if (now.bootId == end.bootId)
        return *this;
    Deadline out = after(now, leftMs(now) - overMs(now));
    out.lengthMs = lengthMs;
    return out;
}

Json toJson(const Deadline &deadline)
{
    return {{"wall_ms", deadline.end.wallMs},
            {"boot_ms", deadline.end.bootMs},
            {"boot_id", deadline.end.bootId},
            {"length_ms", deadline.lengthMs}};
}

Deadline deadlineFrom(const Json &json)
{
    return {{integerOr(at(json, "wall_ms")), integerOr(at(json, "boot_ms")), textOr(at(json, "boot_id"))},
            std::max<std::int64_t>(0, integerOr(at(json, "length_ms")))};
}

} // namespace base
