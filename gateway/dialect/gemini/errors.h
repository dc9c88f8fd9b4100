#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// Google's status word for an HTTP status.
std::string_view geminiStatus(int status);

ErrorFacts readGeminiError(std::string_view body);
std::string geminiErrorBody(const ErrorView &error);
std::string geminiErrorEvent(const ErrorView &error);

} // namespace dialect
