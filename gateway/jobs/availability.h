#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// How much of a time a key could be used. Pure. Unit: Unix milliseconds.
namespace jobs {

struct Stretch {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0; ///< Does not belong to it.
    friend bool operator==(const Stretch &, const Stretch &) = default;
};
/// In order, and apart from each other.
using Stretches = std::vector<Stretch>;

/// Of stretches in any order, which may overlap.
Stretches joined(std::vector<Stretch> stretches);
/// What both have.
Stretches common(const Stretches &one, const Stretches &other);
std::int64_t lengthWithin(const Stretches &stretches, const Stretch &time);

/// What is known of one key, or of a provider by its keys.
struct Outages {
    std::int64_t sinceMs = 0; ///< It was not there before.
    Stretches out{};          ///< It could not be used.
    Stretches partly{};       ///< Some of it could not: a model, or one key of several.
};

/// A provider can be used while one of its keys can.
Outages ofProvider(const std::vector<Outages> &keys, std::int64_t sinceMs);

/// From 0 to 1; nothing when it was not there in all of that time.
std::optional<double> availability(const Outages &outages, const Stretch &time);

/// A day is `down` when it could not be used for a tenth of it, `degraded` when it could not at any time, or some of it.
enum class DayState : std::uint8_t { None, Up, Degraded, Down };
std::string_view toWord(DayState state);
DayState stateOf(const Outages &outages, const Stretch &day);

} // namespace jobs
