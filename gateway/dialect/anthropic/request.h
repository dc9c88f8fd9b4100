#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"
#include "dialect/prompt_reading.h"
#include "model/chat.h"
#include "model/quirks.h"
#include "model/receipt.h"

namespace dialect::anthropic {

base::Result<RequestPeek> peekRequest(std::string_view body, const PathFacts &path);
model::PromptFacts readPrompt(std::string_view body);
/// A field of it: see ReadOption.
void readOption(std::string_view key, od::value value, PromptReading &reading);
std::string rewriteRequest(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite);

/// A user message that holds tool results becomes several: the results as a message of the tools, the rest beside it.
base::Result<model::ChatRequest> readRequest(std::string_view body, const RequestPeek &peek);

base::Result<std::string> writeRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                       model::Receipt &receipt);
/// For count_tokens: without what such a request may not say.
base::Result<std::string> writeCountRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                            model::Receipt &receipt);

} // namespace dialect::anthropic
