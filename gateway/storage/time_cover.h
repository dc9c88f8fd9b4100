#pragma once

#include <vector>

#include "storage/facet.h"

namespace storage {

/// [fromMs, toMs). Unit: Unix milliseconds.
struct TimeRange {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
};
/// Widened to whole quarters of an hour. Pure.
TimeRange wholeQuarters(const TimeRange &range);

/// [fromMs, toMs), both whole quarters of an hour, in as few spans as can be: long ones inside, short ones at the edges;
/// none of a level below `least` but quarters. Pieces do not overlap and leave nothing out. Pure.
std::vector<CoverPiece> coverOf(std::int64_t fromMs, std::int64_t toMs, Level least);

} // namespace storage
