#pragma once

#include <string_view>

#include "model/prompt_facts.h"

namespace dialect {

/// What the messages and options of a Chat Completions request are like. Tolerant: what has another shape than it
/// should is passed over, for the provider to judge.
model::PromptFacts readOpenaiPrompt(std::string_view body);

} // namespace dialect
