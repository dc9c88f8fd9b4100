#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "dialect/translate.h"
#include "model/chat.h"

namespace dialect {

/// A whole answer of Bedrock Converse. Errors: Upstream when it is none.
base::Result<model::ChatAnswer> readBedrockAnswer(std::string_view body);

std::unique_ptr<StreamReader> makeBedrockReader();

model::FinishReason bedrockFinish(std::string_view word);
/// Cache reads and writes are told beside the input tokens; ours are inside.
model::Usage bedrockUsage(const base::Json &usage);

} // namespace dialect
