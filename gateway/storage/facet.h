#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace storage {

/// What costs can be told by. The name of one is a word of the admin API. Users and teams are told by their keys, so that
/// no facet has them.
enum class Dimension : std::uint8_t { Provider, Key, Model, Alias, Tag, User, Team, Application };

/// By what a sum of `cost_rollups` is: the number is what the table says.
enum class Facet : std::uint8_t { All, Provider, Key, Model, KeyModel, ProviderKeyModel, Alias, Tag, Application };

/// How long the span of a sum is; each is whole in the next.
enum class Level : std::uint8_t { Quarter, Hour, FourHours, Day, SixteenDays };

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::array<std::int64_t, 5> kSpanMs = {15 * kMinuteMs, 60 * kMinuteMs, 240 * kMinuteMs,
                                                        1440 * kMinuteMs, 16 * 1440 * kMinuteMs};
constexpr std::int64_t spanOf(Level level)
{
    return kSpanMs[static_cast<std::size_t>(level)];
}

/// Where the sums of a facet's shortest spans are.
enum class FineSource : std::uint8_t {
    Quarters, ///< `usage_rollups`, summed over what the facet leaves out.
    Buckets,  ///< `usage_buckets`.
    Own,      ///< `cost_rollups` itself.
};

struct FacetShape {
    Facet facet;
    std::array<Dimension, 3> names; ///< What a, b and c are.
    std::size_t count;              ///< How many of them there are.
    Level least;                    ///< The shortest span in `cost_rollups`.
    FineSource fine;
    bool partial = false; ///< Calls may have no such name; what has none is the rest of all.
    std::span<const Dimension> dimensions() const { return {names.data(), count}; }
};

// A new facet is one line here; narrower ones come first, so that the first that will do is the cheapest.
inline constexpr FacetShape kFacets[] = {
    {Facet::All, {}, 0, Level::Hour, FineSource::Buckets},
    {Facet::Provider, {Dimension::Provider}, 1, Level::Quarter, FineSource::Own},
    {Facet::Key, {Dimension::Key}, 1, Level::Quarter, FineSource::Own},
    {Facet::Model, {Dimension::Model}, 1, Level::Quarter, FineSource::Own},
    {Facet::KeyModel, {Dimension::Key, Dimension::Model}, 2, Level::FourHours, FineSource::Quarters},
    {Facet::ProviderKeyModel,
     {Dimension::Provider, Dimension::Key, Dimension::Model},
     3,
     Level::FourHours,
     FineSource::Quarters},
    {Facet::Alias, {Dimension::Alias}, 1, Level::Quarter, FineSource::Own, true},
    {Facet::Tag, {Dimension::Tag}, 1, Level::Quarter, FineSource::Own, true},
    {Facet::Application, {Dimension::Application}, 1, Level::Quarter, FineSource::Own, true},
};

/// The narrowest facet that has all of these, or null.
const FacetShape *facetWith(std::span<const Dimension> wanted);

/// A stretch of time in spans of one level. Unit: Unix milliseconds.
struct CoverPiece {
    Level level = Level::Quarter;
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
    friend bool operator==(const CoverPiece &, const CoverPiece &) = default;
};

} // namespace storage
