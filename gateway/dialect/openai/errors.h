#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// A refusal in any envelope that OpenAI's relatives use.
ErrorFacts readOpenaiError(std::string_view body);
std::string openaiErrorBody(const ErrorView &error);
std::string openaiErrorEvent(const ErrorView &error);

} // namespace dialect
