#include "exchange/worst_case.h"

#include <algorithm>
#include <limits>

namespace exchange {
namespace {

__extension__ using Wide = __int128;

constexpr Wide kPicosPerNano = 1000;
constexpr Wide kMost = std::numeric_limits<std::int64_t>::max() / 4; // sums of several stay in range

} // namespace

std::optional<model::Nanos> worstCase(const pricing::Catalogue &prices, std::string_view providerType,
                                      std::string_view model, std::int64_t inputTokens, std::int64_t outputTokens)
{
    const pricing::UnitPrices *unit = prices.find(providerType, model);
    if (unit == nullptr)
        return std::nullopt;
    const std::int64_t dearest =
        std::max({unit->input.value, unit->cacheRead.value, unit->cacheWrite5m.value, unit->cacheWrite1h.value});
    const Wide picos = Wide{inputTokens} * dearest + Wide{outputTokens} * unit->output.value;
    return model::Nanos{static_cast<std::int64_t>(std::min((picos + kPicosPerNano - 1) / kPicosPerNano, kMost))};
}

} // namespace exchange
