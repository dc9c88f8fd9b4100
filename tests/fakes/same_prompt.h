#pragma once

#include "model/prompt_facts.h"

namespace fakes {

inline bool samePrompt(const model::PromptFacts &a, const model::PromptFacts &b)
{
    return a.lastUserText == b.lastUserText && a.textBytes == b.textBytes && a.turns == b.turns && a.tools == b.tools
           && a.images == b.images && a.schema == b.schema && a.thinking == b.thinking && a.maxOutput == b.maxOutput;
}

} // namespace fakes
