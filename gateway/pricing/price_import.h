#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "pricing/catalogue.h"

/// Other programs' price lists as entries of ours. Pure. Thread: any.
namespace pricing {

struct PriceDocument {
    std::string_view format{};         ///< `genai-prices` or `litellm`
    std::vector<PriceEntry> entries{}; ///< All imported; valid from 0, which the caller sets.
    std::size_t skipped = 0;           ///< Entries without a price that can be told.
};

/// Errors: Unprocessable for a document of neither kind.
base::Result<PriceDocument> readPriceDocument(const base::Json &document);

/// The parts of it, one a format.
base::Result<PriceDocument> readGenaiPrices(const base::Json &providers);
base::Result<PriceDocument> readLitellmPrices(const base::Json &models);

/// A price of theirs as ours has it. Unit: dollars in, pico-dollars out; `per` is how many of our units theirs is for.
base::Json picosOf(const base::Json &dollars, double per);

} // namespace pricing
