#include "exchange/worst_case.h"

#include <algorithm>
#include <limits>

namespace exchange {
namespace {

__extension__ using Wide = __int128;

constexpr Wide kPicosPerNano = 1000;
constexpr Wide kMost = std::numeric_limits<std::int64_t>::max() / 4; // sums of several stay in range

/// From being held to being sent, when a price of another hour or day may begin.
constexpr std::int64_t kSentByMs = 60'000;

Wide picosAt(const pricing::UnitPrices &unit, std::int64_t input, std::int64_t output)
{
    const std::int64_t read = std::max({unit.input.value, unit.cacheRead.value, unit.cacheWrite5m.value,
                                        unit.cacheWrite1h.value, unit.inputAudio.value, unit.cacheReadAudio.value});
    const std::int64_t written = std::max(unit.output.value, unit.outputAudio.value);
    return Wide{input} * read + Wide{output} * written + unit.request.value;
}

/// With fewer tokens it may be a lower tier, whose prices are not always lower.
Wide dearest(const pricing::PriceSet &set, std::int64_t input, std::int64_t output)
{
    Wide most = picosAt(set.prices, input, output);
    for (const pricing::PriceSet::Tier &tier : set.tiers)
        if (tier.above < input)
            most = std::max(most, picosAt(tier.prices, input, output));
    return most;
}

} // namespace

std::optional<model::Nanos> worstCase(const pricing::Catalogue &prices, const pricing::PricedTarget &target,
                                      std::int64_t nowMs, std::int64_t inputTokens, std::int64_t outputTokens)
{
    Wide picos = -1;
    for (const std::int64_t atMs : {nowMs, nowMs + kSentByMs})
        if (const pricing::FoundPrice found = prices.find(target, atMs); found.set != nullptr)
            picos = std::max(picos, dearest(*found.set, inputTokens, outputTokens));
    if (picos < 0)
        return std::nullopt;
    return model::Nanos{static_cast<std::int64_t>(std::min((picos + kPicosPerNano - 1) / kPicosPerNano, kMost))};
}

} // namespace exchange
