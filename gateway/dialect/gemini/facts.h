#pragma once

#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"

namespace dialect {

/// What an answer of the same dialect tells while its bytes pass.
base::Result<AnswerFacts> readGeminiFacts(std::string_view body);
base::Result<AnswerFacts> readGeminiEventFacts(std::string_view event, std::string_view data);

/// Errors: BadRequest in words for the caller, with the field.
base::Result<RequestPeek> peekGemini(std::string_view body, const PathFacts &path);
model::PromptFacts readGeminiPrompt(std::string_view body);
/// A `model` in the body is changed with the one in the path; rule parameters may be spelt as OpenAI or as Gemini
/// spells them.
std::string rewriteGemini(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite);

} // namespace dialect
