#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"
#include "model/chat.h"

namespace dialect {

/// A whole answer of Ollama's `/api/chat`. Errors: Upstream when it is none.
base::Result<model::ChatAnswer> readOllamaAnswer(std::string_view body);

std::unique_ptr<StreamReader> makeOllamaReader();

/// A plain string. Source: wire facts 51.
ErrorFacts readOllamaError(std::string_view body);

} // namespace dialect
