#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

inline constexpr std::string_view kCompletionsId = "completions";

/// One prompt of words becomes the user's turn. Errors: BadRequest for prompts that only a provider of the same dialect
/// can take: several, or of tokens.
base::Result<model::ChatRequest> readCompletionsRequest(std::string_view body, const RequestPeek &peek);
/// Errors: BadRequest for a conversation, which a completion cannot continue.
base::Result<std::string> writeCompletionsRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                                  model::Receipt &receipt);
std::string_view completionsFieldName(model::ChatField field);

/// Errors: Upstream when it is no text completion.
base::Result<model::ChatAnswer> readCompletionsAnswer(std::string_view body);
std::string writeCompletionsAnswer(const model::ChatAnswer &answer, const AnswerFor &client);

std::unique_ptr<StreamReader> makeCompletionsReader();
std::unique_ptr<StreamWriter> makeCompletionsWriter(const AnswerFor &client);

} // namespace dialect
