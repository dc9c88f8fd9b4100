#include "routing/features.h"

#include <algorithm>
#include <array>

namespace routing {

FeatureSet featuresOf(const model::PromptFacts &prompt)
{
    const std::array used{prompt.tools > 0, prompt.images > 0, prompt.schema, prompt.thinking};
    static_assert(used.size() == model::kFeatures.size());
    unsigned out = 0;
    for (unsigned bit = 0; bit < used.size(); ++bit)
        out |= used[bit] ? 1U << bit : 0U;
    return static_cast<FeatureSet>(out);
}

FeatureSet featuresOf(const std::vector<std::string> &words)
{
    constexpr unsigned kUnknown = 0x80;
    unsigned out = 0;
    for (const std::string &word : words) {
        const auto hit = std::ranges::find(model::kFeatures, word);
        out |= hit == model::kFeatures.end() ? kUnknown : 1U << (hit - model::kFeatures.begin());
    }
    return static_cast<FeatureSet>(out);
}

} // namespace routing
