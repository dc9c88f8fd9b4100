#include "dialect/anthropic/model_traits.h"

#include <cctype>

namespace dialect::anthropic {
namespace {

/// 45 for 4.5; 0 where the name has none.
int versionIn(std::string_view name)
{
    int parts[2] = {0, 0};
    int found = 0;
    for (std::size_t i = 0; i < name.size() && found < 2;) {
        std::size_t end = i;
        int number = 0;
        while (end < name.size() && std::isdigit(static_cast<unsigned char>(name[end])) != 0 && end - i < 3)
            number = number * 10 + (name[end++] - '0');
        if (end - i == 3)
            break; // a date
        if (end > i)
            parts[found++] = number;
        else if (found > 0 && name[i] != '-' && name[i] != '.')
            break; // `-v1:0`, `-latest` and the like
        i = end > i ? end : i + 1;
    }
    return parts[0] * 10 + parts[1];
}

} // namespace

/// Source: Anthropic's models overview and its pages on extended and adaptive thinking, effort, structured outputs;
/// the 400s that users of newer models report for what was removed (budgets and sampling since Opus 4.7).
ModelTraits traitsOf(std::string_view model)
{
    static constexpr std::string_view kName = "claude";
    const auto at = model.find(kName);
    if (at == std::string_view::npos)
        return {};
    const std::string_view name = model.substr(at + kName.size());
    const bool opus = name.find("opus") != std::string_view::npos;
    const int found = versionIn(name);
    const int version = found == 0 ? 45 : found; // an alias of some current model
    ModelTraits out;
    out.maxOutput = version < 35 ? 4096 : version < 37 ? 8192 : opus && version < 45 ? 32000 : 64000;
    out.thinks = version >= 37;
    out.adaptive = version >= 46;
    out.xhigh = version >= 47;
    out.schema = version >= 45 || (opus && version == 41);
    out.sampling = version < 47;
    out.oneOfSampling = version >= 41;
    return out;
}

} // namespace dialect::anthropic
