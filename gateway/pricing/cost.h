#pragma once

#include "model/money.h"
#include "model/usage.h"
#include "pricing/catalogue.h"

namespace pricing {

struct Cost {
    model::Nanos amount{};
    model::Confidence confidence = model::Confidence::Unpriced;
};

/// Units times unit prices: products in 128 bits, summed in millionths of pico-dollars, rounded half to even once.
/// Unpriced without `prices`, and when none of what was used has one. Usage that the provider did not report gives
/// Estimated.
Cost costOf(const model::Usage &usage, const UnitPrices *prices, Stated stated = Stated::WhenUnpriced);
/// The same at what was found, by the length of the input.
Cost costOf(const model::Usage &usage, const FoundPrice &found);

/// Input tokens of a text nobody counted: a cautious four bytes a token. Unit: bytes in, tokens out.
std::int64_t estimateTokens(std::int64_t bytes);

} // namespace pricing
