#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dialect {

/// The names in an answer to `GET /models`, each once, in the order given: `{"data":[{"id":…}]}`, or the bare list that
/// Together answers, or the `models` of Gemini, Cohere and Ollama, or Bedrock's `modelSummaries`. Gemini lists `models/NAME` and takes NAME, so that is what is told. Names that nobody could ask
/// for (empty, longer than 256 bytes, not readable text) are left out.
/// Errors: BadRequest for what is no such list.
base::Result<std::vector<std::string>> readOpenaiModels(std::string_view body);

} // namespace dialect
