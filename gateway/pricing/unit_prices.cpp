#include "pricing/unit_prices.h"

#include <ranges>

namespace pricing {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

bool within(std::int64_t second, std::int64_t from, std::int64_t until)
{
    if (until < from) // over midnight
        return second >= from || second < until;
    return second >= from && second < until;
}

} // namespace

bool PriceSet::holdsAt(std::int64_t atMs) const
{
    if (fromMs && atMs < *fromMs)
        return false;
    const std::int64_t ofDay = (atMs % kDayMs + kDayMs) % kDayMs / 1000;
    return !fromSecond || !untilSecond || within(ofDay, *fromSecond, *untilSecond);
}

const UnitPrices &PriceSet::forInput(std::int64_t tokens) const
{
    const UnitPrices *out = &prices;
    for (const Tier &tier : tiers)
        if (tokens > tier.above)
            out = &tier.prices;
    return *out;
}

const PriceSet *ModelPrices::at(std::int64_t atMs) const
{
    for (const PriceSet &set : sets | std::views::reverse)
        if (set.holdsAt(atMs))
            return &set;
    return sets.empty() ? nullptr : &sets.front();
}

} // namespace pricing
