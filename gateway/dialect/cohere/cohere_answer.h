#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"
#include "model/chat.h"

namespace dialect {

/// A whole answer of Cohere's v2 chat. Errors: Upstream when it is none, or says that the generation failed.
base::Result<model::ChatAnswer> readCohereAnswer(std::string_view body);

std::unique_ptr<StreamReader> makeCohereReader();

/// `{"id", "message"}`, and `error_type` where the prompt is too long. Source: wire facts 50.
ErrorFacts readCohereError(std::string_view body);

} // namespace dialect
