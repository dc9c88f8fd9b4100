#pragma once

#include <string_view>

#include "base/json.h"
#include "dialect/translate.h"

/// What whole text completions and chunks of them have in common.
namespace dialect {

model::FinishReason completionsFinish(std::string_view word);
/// Tools and refusals have no word of their own here.
std::string_view completionsFinishWord(model::FinishReason reason);

/// Not reported when it says nothing.
model::Usage readCompletionsUsage(const base::Json &usage);
/// Null when nothing was reported.
base::Json writeCompletionsUsage(const model::Usage &usage);

/// Chat's list of tokens as the four parallel lists of a completion, and back; null for none.
base::Json writeCompletionsLogprobs(const base::Json &logprobs);
base::Json readCompletionsLogprobs(const base::Json &logprobs);

/// The fields every object of this dialect begins with.
base::Json completionsHead(std::string_view id, std::string_view model, std::int64_t created, const AnswerFor &client);
base::Json completionsChoice(std::int64_t index, std::string_view text, base::Json &&logprobs, base::Json &&finish);

} // namespace dialect
