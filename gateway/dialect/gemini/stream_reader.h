#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "dialect/translate.h"
#include "model/chat.h"

namespace dialect {

/// Takes events as well as the JSON array that Gemini answers without `alt=sse`. A finish comes when the message has
/// ended: nothing before tells which event is the last.
std::unique_ptr<StreamReader> makeGeminiReader();

/// A whole answer, or the whole array of a stream. Errors: Upstream, in the provider's words when it says some.
base::Result<model::ChatAnswer> readGeminiAnswer(std::string_view body);

} // namespace dialect
