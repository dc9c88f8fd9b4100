#include "pricing/price_import.h"

#include <algorithm>
#include <cmath>

namespace pricing {

base::Json picosOf(const base::Json &dollars, double per)
{
    constexpr double kPicos = 1e12;
    constexpr std::int64_t kMillion = 1'000'000;
    constexpr double kMost = 9e12; // pico-dollars for one unit, so that millionths of them still fit
    const double exact = dollars.is_number() ? dollars.get<double>() * (kPicos / per) : -1;
    if (!(exact >= 0) || exact > kMost)
        return nullptr;
    const std::int64_t millionths = std::llround(exact * static_cast<double>(kMillion));
    if (millionths % kMillion == 0)
        return millionths / kMillion;
    return static_cast<double>(millionths) / static_cast<double>(kMillion);
}

base::Result<PriceDocument> readPriceDocument(const base::Json &document)
{
    const base::Json &providers = document.is_array() ? document : base::at(document, "providers");
    if (providers.is_array())
        return readGenaiPrices(providers);
    const auto isModel = [](const base::Json &value) { return base::at(value, "litellm_provider").is_string(); };
    if (document.is_object() && std::ranges::any_of(document, isModel))
        return readLitellmPrices(document);
    return base::fail(base::ErrorCode::Unprocessable,
                      "this is neither a price list of genai-prices (a list of providers) nor one of LiteLLM "
                      "(models with `litellm_provider`)");
}

} // namespace pricing
