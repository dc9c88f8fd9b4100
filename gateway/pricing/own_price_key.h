#pragma once

#include <string>
#include <string_view>

namespace pricing {

/// Where the own price of a model is found. Neither name has a line break.
inline std::string ownPriceKey(std::string_view provider, std::string_view lowerModel)
{
    std::string out;
    out.reserve(provider.size() + 1 + lowerModel.size());
    return out.append(provider).append(1, '\n').append(lowerModel);
}

} // namespace pricing
