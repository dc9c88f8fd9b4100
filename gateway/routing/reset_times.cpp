#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>

#include "base/text.h"
#include "routing/reset_hints.h"

namespace routing {
namespace {

struct Unit {
    std::string_view name;
    double millis;
};
constexpr std::array kUnits{
    Unit{"ns", 1e-6},    Unit{"us", 1e-3},     Unit{"ms", 1},       Unit{"milliseconds", 1}, Unit{"s", 1e3},
    Unit{"sec", 1e3},    Unit{"secs", 1e3},    Unit{"second", 1e3}, Unit{"seconds", 1e3},    Unit{"m", 6e4},
    Unit{"min", 6e4},    Unit{"mins", 6e4},    Unit{"minute", 6e4}, Unit{"minutes", 6e4},    Unit{"h", 3.6e6},
    Unit{"hour", 3.6e6}, Unit{"hours", 3.6e6}, Unit{"d", 8.64e7},   Unit{"day", 8.64e7},     Unit{"days", 8.64e7},
};
constexpr double kMostMillis = 1e12;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Takes a number such as `59.56` off the front.
std::optional<double> takeNumber(std::string_view &text)
{
    const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
    double out = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, out, std::chars_format::fixed);
    if (error != std::errc{} || !(out < kMostMillis))
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return out;
}

/// Takes a unit off the front, which may stand after one space; nothing is taken where none stands.
std::optional<double> takeUnit(std::string_view &text)
{
    std::string_view rest = text;
    if (rest.starts_with(' '))
        rest.remove_prefix(1);
    const auto *const end = std::ranges::find_if_not(rest, isLetter);
    const std::string_view word = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    const auto *const unit =
        std::ranges::find_if(kUnits, [&](const Unit &one) { return base::equalsIgnoringCase(one.name, word); });
    if (unit == kUnits.end())
        return std::nullopt;
    text = rest.substr(word.size());
    return unit->millis;
}

std::optional<int> digits(std::string_view text)
{
    const auto value = base::parseInteger(text);
    return value && *value >= 0 ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> parseDuration(std::string_view text)
{
    text = base::trim(text);
    double sum = 0;
    bool any = false;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        const auto number = takeNumber(text);
        if (!number)
            return std::nullopt;
        const auto unit = takeUnit(text);
        if (!unit && any)
            break; // `2m 15 requests`: what follows is about something else
        sum += *number * unit.value_or(1000);
        any = true;
        if (!unit)
            break;
        if (text.starts_with(' ') && text.size() > 1 && text[1] >= '0' && text[1] <= '9')
            text.remove_prefix(1);
    }
    if (!any || !(sum < kMostMillis))
        return std::nullopt;
    return static_cast<std::int64_t>(std::ceil(sum));
}

std::optional<std::int64_t> parseHttpDate(std::string_view text)
{
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    text = base::trim(text);
    if (text.size() != 29 || text[3] != ',' || !text.ends_with(" GMT") || text[19] != ':' || text[22] != ':')
        return std::nullopt;
    const auto day = digits(text.substr(5, 2));
    const auto *const month = std::ranges::find(kMonths, text.substr(8, 3));
    const auto year = digits(text.substr(12, 4));
    const auto hour = digits(text.substr(17, 2));
    const auto minute = digits(text.substr(20, 2));
    const auto second = digits(text.substr(23, 2));
    if (!day || month == kMonths.end() || !year || !hour || !minute || !second)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(month - kMonths.begin() + 1)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return (((days * 24 + *hour) * 60 + *minute) * 60 + *second) * 1000;
}

} // namespace routing
