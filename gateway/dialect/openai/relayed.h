#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"

/// What the endpoints beside chat have in common: JSON in with a model's name and something to work on, one answer out.
namespace dialect {

/// The body with the model's name and parameters spliced in.
std::string rewriteRelayed(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite);

/// What they work on: `input`, `prompt`, `query` and `documents`.
model::PromptFacts readRelayedPrompt(std::string_view body);

/// Characters of the text field `name`; 0 when there is none.
std::int64_t charactersIn(std::string_view body, std::string_view name);
/// How many pictures an answer of JSON holds.
std::int64_t picturesIn(std::string_view body);

/// Usage under the names of chat or of Responses; one that has only a total means its input.
/// Errors: Upstream for what is no JSON object.
base::Result<AnswerFacts> readRelayedAnswer(std::string_view body);

/// The same of an answer that may be sound or plain text instead. Errors: Upstream for nothing at all.
base::Result<AnswerFacts> readRelayedBytes(std::string_view body);

/// An event of a streamed picture, speech or transcript, whose last one is called `.done` or `.completed`.
base::Result<AnswerFacts> readRelayedEvent(std::string_view event, std::string_view data);

} // namespace dialect
