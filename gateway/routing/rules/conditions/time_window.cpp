#include <array>

#include "base/text.h"
#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

constexpr std::int64_t kDay = 24 * 60; // in minutes
constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Unit: minutes of a day. A window that ends before it starts goes on over midnight, and belongs to the day it
/// started on.
struct Window {
    std::int64_t from = 0;
    std::int64_t to = kDay;
    std::array<bool, 7> days{true, true, true, true, true, true, true};
    ZoneOffsets zone{};

    bool holds(std::int64_t unixMs) const
    {
        const std::int64_t minutes = floorDivide(unixMs, 60'000) + zone.minutesEast(unixMs);
        const std::int64_t day = floorDivide(minutes, kDay);
        const std::int64_t minute = minutes - day * kDay;
        if (from < to)
            return minute >= from && minute < to && isOn(day);
        return minute >= from ? isOn(day) : minute < to && isOn(day - 1);
    }

private:
    static std::int64_t floorDivide(std::int64_t value, std::int64_t by)
    {
        return value / by - (value % by < 0 ? 1 : 0);
    }
    bool isOn(std::int64_t day) const
    {
        const std::int64_t weekday = ((day + 3) % 7 + 7) % 7; // day 0, 1970-01-01, was a Thursday
        return days[static_cast<std::size_t>(weekday)];
    }
};

/// `09:30`, and `24:00` for the end of the day.
base::Result<std::int64_t> readClock(const Clause &clause)
{
    const auto text = clause.text();
    if (!text)
        return base::fail(text.error());
    const auto hours = text->size() == 5 ? base::parseInteger(text->substr(0, 2)) : std::nullopt;
    const auto minutes = text->size() == 5 ? base::parseInteger(text->substr(3)) : std::nullopt;
    const bool readable = hours && minutes && (*text)[2] == ':' && *hours >= 0 && *minutes >= 0 && *minutes < 60;
    if (!readable || *hours * 60 + *minutes > kDay)
        return clause.wrong("must be a time of day such as 09:30, up to 24:00");
    return *hours * 60 + *minutes;
}

base::Result<> readHours(const Clause &clause, Window &window)
{
    if (!clause.has("from") && !clause.has("to"))
        return {};
    for (const auto &[key, minute] : {std::pair("from", &window.from), std::pair("to", &window.to)}) {
        const auto given = readClock(clause.in(key));
        if (!given)
            return base::fail(given.error());
        *minute = *given;
    }
    if (window.from == window.to || window.from == kDay)
        return clause.in("to").wrong("must differ from `from`; leave both out for whole days");
    return {};
}

base::Result<> readDays(const Clause &clause, Window &window)
{
    if (!clause.has("weekdays"))
        return {};
    const auto given = clause.in("weekdays").words({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
    if (!given)
        return base::fail(given.error());
    for (std::size_t i = 0; i < kWeekdays.size(); ++i)
        window.days[i] = std::ranges::find(*given, kWeekdays[i]) != given->end();
    return {};
}

base::Result<Test> readTime(const Clause &clause, Shared &shared)
{
    if (auto known = clause.onlyKeys({"from", "to", "weekdays", "zone"}); !known)
        return base::fail(std::move(known.error()));
    Window window;
    if (!clause.has("from") && !clause.has("weekdays"))
        return clause.in("from").wrong("needs from and to, or weekdays, or both");
    if (auto hours = readHours(clause, window); !hours)
        return base::fail(std::move(hours.error()));
    if (auto days = readDays(clause, window); !days)
        return base::fail(std::move(days.error()));
    if (clause.has("zone") && !clause.in("zone").value().is_string())
        return clause.in("zone").wrong("must be text");
    auto zone = shared.zones(base::textOr(clause.in("zone").value()));
    if (!zone)
        return clause.in("zone").wrong(zone.error().detail);
    window.zone = std::move(*zone);
    return Test([window = std::move(window)](const Question &question) { return window.holds(question.call.wallMs); });
}

} // namespace

constinit const Kind kTime{"time", readTime,
                           "When the call came: from and to (a window may go over midnight, and belongs to the day it "
                           "began on), weekdays, and a zone, else that of this computer.",
                           LooksAt::Record};

} // namespace routing::conditions
