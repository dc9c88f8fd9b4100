#include "jobs/availability.h"

#include <algorithm>
#include <array>

namespace jobs {
namespace {

constexpr std::array<std::string_view, 4> kWords{"none", "up", "degraded", "down"};
constexpr double kDownFrom = 0.1;

/// Nothing where it was not there at all.
std::optional<Stretch> knownOf(const Outages &outages, const Stretch &time)
{
    const Stretch out{std::max(time.fromMs, outages.sinceMs), time.toMs};
    return out.fromMs < out.toMs ? std::optional(out) : std::nullopt;
}

double shareOut(const Outages &outages, const Stretch &known)
{
    return static_cast<double>(lengthWithin(outages.out, known)) / static_cast<double>(known.toMs - known.fromMs);
}

} // namespace

Stretches joined(std::vector<Stretch> stretches)
{
    std::erase_if(stretches, [](const Stretch &one) { return one.toMs <= one.fromMs; });
    std::ranges::sort(stretches, {}, &Stretch::fromMs);
    Stretches out;
    for (const Stretch &one : stretches) {
        if (!out.empty() && one.fromMs <= out.back().toMs)
            out.back().toMs = std::max(out.back().toMs, one.toMs);
        else
            out.push_back(one);
    }
    return out;
}

Stretches common(const Stretches &one, const Stretches &other)
{
    Stretches out;
    for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
        const Stretch both{std::max(a->fromMs, b->fromMs), std::min(a->toMs, b->toMs)};
        if (both.fromMs < both.toMs)
            out.push_back(both);
        (a->toMs < b->toMs ? a : b)++;
    }
    return out;
}

std::int64_t lengthWithin(const Stretches &stretches, const Stretch &time)
{
    std::int64_t out = 0;
    for (const Stretch &one : common(stretches, {time}))
        out += one.toMs - one.fromMs;
    return out;
}

Outages ofProvider(const std::vector<Outages> &keys, std::int64_t sinceMs)
{
    Outages out{.sinceMs = sinceMs};
    if (keys.empty())
        return out;
    out.out = keys.front().out;
    std::vector<Stretch> partly;
    for (const Outages &key : keys) {
        out.out = common(out.out, key.out);
        partly.insert(partly.end(), key.out.begin(), key.out.end());
        partly.insert(partly.end(), key.partly.begin(), key.partly.end());
    }
    out.partly = joined(std::move(partly));
    return out;
}

std::optional<double> availability(const Outages &outages, const Stretch &time)
{
    const auto known = knownOf(outages, time);
    return known ? std::optional(1.0 - shareOut(outages, *known)) : std::nullopt;
}

std::string_view toWord(DayState state)
{
    return kWords[static_cast<std::size_t>(state)];
}

DayState stateOf(const Outages &outages, const Stretch &day)
{
    const auto known = knownOf(outages, day);
    if (!known)
        return DayState::None;
    const double out = shareOut(outages, *known);
    if (out >= kDownFrom)
        return DayState::Down;
    return out > 0 || lengthWithin(outages.partly, *known) > 0 ? DayState::Degraded : DayState::Up;
}

} // namespace jobs
