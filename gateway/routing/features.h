#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/features.h"
#include "model/prompt_facts.h"

namespace routing {

/// What a call asks of a model: bit n stands for the word `model::kFeatures[n]`.
using FeatureSet = std::uint8_t;

inline constexpr FeatureSet kAllFeatures = (1U << model::kFeatures.size()) - 1;

FeatureSet featuresOf(const model::PromptFacts &prompt);
/// Of words; one that is unknown is in no call.
FeatureSet featuresOf(const std::vector<std::string> &words);

/// Gives each word of a set to `each`.
template <typename Each>
void forEachFeature(FeatureSet features, Each each)
{
    for (unsigned bit = 0; bit < model::kFeatures.size(); ++bit)
        if ((features >> bit & 1U) != 0)
            each(model::kFeatures[bit]);
}

} // namespace routing
