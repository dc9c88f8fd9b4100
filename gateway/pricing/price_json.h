#pragma once

#include "base/json.h"
#include "base/result.h"
#include "pricing/unit_prices.h"

/// Prices as JSON: `[{"from": "2026-03-13", "between": ["00:30:00Z", "16:30:00Z"], "input": 2500000, "cache_read": ...,
/// "tiers": [{"above": 200000, "input": ...}]}]`. Amounts are pico-dollars per unit, with six decimals at most; what is
/// left out costs what UnitPrices says. Pure. Thread: any.
namespace pricing {

/// Errors: Unprocessable naming the field.
base::Result<ModelPrices> readPrices(const base::Json &sets);
/// One set, tiers included; members that are no prices are passed over when `others` says so.
enum class Others : std::uint8_t { Refused, PassedOver };
base::Result<PriceSet> readPriceSet(const base::Json &set, Others others = Others::Refused);

base::Json pricesJson(const ModelPrices &prices);
base::Json unitPricesJson(const UnitPrices &prices);

} // namespace pricing
