#pragma once

#include "model/money.h"
#include "model/usage.h"
#include "pricing/catalogue.h"

namespace pricing {

struct Cost {
    model::Nanos amount{};
    model::Confidence confidence = model::Confidence::Unpriced;
};

/// Tokens times unit prices: products in 128 bits, summed in pico-dollars, rounded half to even once.
/// `prices` null gives Unpriced. Usage that the provider did not report gives Estimated.
Cost costOf(const model::Usage &usage, const UnitPrices *prices);

/// Input tokens of a text nobody counted: a cautious four bytes a token. Unit: bytes in, tokens out.
std::int64_t estimateTokens(std::int64_t bytes);

} // namespace pricing
