#include "pricing/cost.h"

#include <algorithm>
#include <limits>

namespace pricing {
namespace {

__extension__ using Wide = __int128;

constexpr Wide kMillion = 1'000'000; // to the pico-dollar
constexpr Wide kPerNano = 1000 * kMillion;
constexpr std::int64_t kMsPerSecond = 1000;

/// Unit: millionths of pico-dollars.
Wide priceOf(std::int64_t units, model::PicosPerUnit price)
{
    return static_cast<Wide>(units) * (price.value * kMillion + price.millionths);
}

Wide priceOf(std::int64_t units, const std::optional<model::PicosPerUnit> &price)
{
    return price ? priceOf(units, *price) : 0;
}

std::int64_t roundHalfEven(Wide amount)
{
    const Wide whole = amount / kPerNano;
    const Wide rest = amount % kPerNano;
    const Wide half = kPerNano / 2;
    const bool up = rest > half || (rest == half && whole % 2 != 0);
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(whole + (up ? 1 : 0), kMost));
}

/// Sound that came out of the cache is part of both; text is what is left. Source: the sums of pydantic/genai-prices.
Wide inputPrice(const model::Usage &usage, const UnitPrices &prices)
{
    const std::int64_t cachedSound = std::min(usage.cacheReadAudio, usage.inputAudio);
    const std::int64_t freshSound = usage.inputAudio - cachedSound;
    const std::int64_t cachedText = std::max<std::int64_t>(0, usage.cacheRead - cachedSound);
    const std::int64_t text = usage.input - usage.inputAudio - cachedText - usage.cacheWrite();
    return priceOf(std::max<std::int64_t>(0, text), prices.input) + priceOf(cachedText, prices.cacheRead)
           + priceOf(usage.cacheWrite5m, prices.cacheWrite5m) + priceOf(usage.cacheWrite1h, prices.cacheWrite1h)
           + priceOf(freshSound, prices.inputAudio) + priceOf(cachedSound, prices.cacheReadAudio);
}

Wide outputPrice(const model::Usage &usage, const UnitPrices &prices)
{
    const std::int64_t text = std::max<std::int64_t>(0, usage.output - usage.outputAudio);
    return priceOf(text, prices.output) + priceOf(usage.outputAudio, prices.outputAudio);
}

Wide unitsPrice(const model::Usage &usage, const UnitPrices &prices)
{
    return priceOf(usage.images, prices.image) + priceOf(usage.characters, prices.character)
           + priceOf(usage.audioMs, prices.audioSecond) / kMsPerSecond + priceOf(usage.toolUses, prices.toolUse);
}

/// Something that was used has a price. Pictures and sound may be paid for by the token or by the piece.
bool covers(const UnitPrices &prices, const model::Usage &usage)
{
    if (usage.hasTokens() || !usage.any() || prices.request != model::PicosPerUnit())
        return true;
    return (usage.images > 0 && prices.image) || (usage.characters > 0 && prices.character)
           || (usage.audioMs > 0 && prices.audioSecond) || (usage.toolUses > 0 && prices.toolUse);
}

} // namespace

Cost costOf(const model::Usage &usage, const UnitPrices *prices, Stated stated)
{
    const bool known = prices != nullptr && covers(*prices, usage);
    const auto confidence = usage.reported ? model::Confidence::Measured : model::Confidence::Estimated;
    if (usage.statedNanos >= 0 && (stated == Stated::Believed || !known))
        return {{usage.statedNanos}, confidence};
    if (!known)
        return {};
    const Wide sum = inputPrice(usage, *prices) + outputPrice(usage, *prices) + unitsPrice(usage, *prices)
                     + priceOf(1, prices->request);
    return {{roundHalfEven(sum)}, confidence};
}

Cost costOf(const model::Usage &usage, const FoundPrice &found)
{
    return costOf(usage, found.set == nullptr ? nullptr : &found.set->forInput(usage.input), found.stated);
}

std::int64_t estimateTokens(std::int64_t bytes)
{
    return (bytes + 3) / 4;
}

} // namespace pricing
