#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/money.h"
#include "pricing/catalogue.h"

namespace exchange {

/// The most that an attempt with so many tokens can cost: the input at the dearest of its prices, rounded up. Nothing
/// when the price is not known. The one place that asks prices for a bound. Thread: any.
std::optional<model::Nanos> worstCase(const pricing::Catalogue &prices, std::string_view providerType,
                                      std::string_view model, std::int64_t inputTokens, std::int64_t outputTokens);

} // namespace exchange
