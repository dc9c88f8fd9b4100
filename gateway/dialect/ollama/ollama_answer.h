#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "dialect/translate.h"
#include "model/chat.h"

namespace dialect {

/// A whole answer of Ollama's `/api/chat`. Errors: Upstream when it is none.
base::Result<model::ChatAnswer> readOllamaAnswer(std::string_view body);

std::unique_ptr<StreamReader> makeOllamaReader();

} // namespace dialect
