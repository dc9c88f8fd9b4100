#include "pricing/cost.h"

#include <algorithm>
#include <limits>

namespace pricing {
namespace {

__extension__ using Wide = __int128;

constexpr Wide kPicosPerNano = 1000;

Wide picos(std::int64_t units, model::PicosPerUnit price)
{
    return static_cast<Wide>(units) * price.value;
}

std::int64_t roundHalfEven(Wide amount)
{
    const Wide whole = amount / kPicosPerNano;
    const Wide rest = amount % kPicosPerNano;
    const Wide half = kPicosPerNano / 2;
    const bool up = rest > half || (rest == half && whole % 2 != 0);
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(whole + (up ? 1 : 0), kMost));
}

} // namespace

Cost costOf(const model::Usage &usage, const UnitPrices *prices)
{
    if (prices == nullptr)
        return {};
    const std::int64_t cached = usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;
    const std::int64_t fresh = std::max<std::int64_t>(0, usage.input - cached); // cached tokens are inside the input
    const Wide sum = picos(fresh, prices->input) + picos(usage.cacheRead, prices->cacheRead)
                     + picos(usage.cacheWrite5m, prices->cacheWrite5m) + picos(usage.cacheWrite1h, prices->cacheWrite1h)
                     + picos(usage.output, prices->output);
    return {{roundHalfEven(sum)}, usage.reported ? model::Confidence::Measured : model::Confidence::Estimated};
}

std::int64_t estimateTokens(std::int64_t bytes)
{
    return (bytes + 3) / 4;
}

} // namespace pricing
