#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/money.h"
#include "pricing/catalogue.h"

namespace exchange {

/// The most that an attempt that starts about now can cost with so many tokens at most: at the dearest of the prices that
/// each of them may have, rounded up. Nothing when the price is not known. The one place that asks prices for a bound.
/// Thread: any.
std::optional<model::Nanos> worstCase(const pricing::Catalogue &prices, const pricing::PricedTarget &target,
                                      std::int64_t nowMs, std::int64_t inputTokens, std::int64_t outputTokens);

} // namespace exchange
