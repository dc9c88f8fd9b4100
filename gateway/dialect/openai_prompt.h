#pragma once

#include <string_view>

#include "dialect/prompt_reading.h"
#include "model/prompt_facts.h"

namespace dialect {

/// What the messages and options of a Chat Completions request are like. Tolerant: what has another shape than it
/// should is passed over, for the provider to judge.
model::PromptFacts readOpenaiPrompt(std::string_view body);
/// A field of it: see ReadOption.
void readOpenaiOption(std::string_view key, od::value value, PromptReading &reading);

} // namespace dialect
