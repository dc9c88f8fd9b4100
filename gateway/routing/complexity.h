#pragma once

#include <span>
#include <string_view>

#include "model/prompt_facts.h"
#include "routing/rule_outcome.h"

namespace routing {

/// How demanding a prompt looks, and what it is about. Deterministic, from the weights in `complexity.cpp` and
/// the words in `prompt_words.h`; English and Chinese. Source: R25.
/// Invariant: score is the sum of the parts, or 100 if that is less; parts without points are left out.
Complexity scorePrompt(const model::PromptFacts &prompt);

/// The words `Complexity::intent` may be.
std::span<const std::string_view> intents();

} // namespace routing
