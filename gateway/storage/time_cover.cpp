#include "storage/time_cover.h"

#include <algorithm>

namespace storage {
namespace {

constexpr std::int64_t floorTo(std::int64_t ms, std::int64_t span)
{
    const std::int64_t into = ms % span;
    return ms - (into < 0 ? into + span : into);
}

/// The next shorter level there is, or nothing below quarters.
Level shorter(Level level, Level least)
{
    return level <= least ? Level::Quarter : static_cast<Level>(static_cast<int>(level) - 1);
}

void cover(std::vector<CoverPiece> &out, std::int64_t from, std::int64_t to, Level level, Level least)
{
    if (from >= to)
        return;
    const std::int64_t span = spanOf(level);
    if (level == Level::Quarter) {
        out.push_back({level, from, to});
        return;
    }
    const std::int64_t begin = floorTo(from + span - 1, span);
    const std::int64_t end = floorTo(to, span);
    const Level next = shorter(level, least);
    if (begin >= end)
        return cover(out, from, to, next, least);
    cover(out, from, begin, next, least);
    out.push_back({level, begin, end});
    cover(out, end, to, next, least);
}

} // namespace

TimeRange wholeQuarters(const TimeRange &range)
{
    const std::int64_t span = spanOf(Level::Quarter);
    return {floorTo(range.fromMs, span), floorTo(range.toMs + span - 1, span)};
}

const FacetShape *facetWith(std::span<const Dimension> wanted)
{
    const auto *hit = std::ranges::find_if(kFacets, [&](const FacetShape &shape) {
        return std::ranges::all_of(wanted, [&](Dimension one) {
            return std::ranges::find(shape.dimensions(), one) != shape.dimensions().end();
        });
    });
    return hit == std::end(kFacets) ? nullptr : hit;
}

std::vector<CoverPiece> coverOf(std::int64_t fromMs, std::int64_t toMs, Level least)
{
    std::vector<CoverPiece> out;
    cover(out, fromMs, toMs, Level::SixteenDays, least);
    return out;
}

} // namespace storage
