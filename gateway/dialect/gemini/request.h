#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "dialect/dialect.h"
#include "model/chat.h"
#include "model/quirks.h"
#include "model/receipt.h"

namespace dialect {

/// Errors: BadRequest with the field.
base::Result<model::ChatRequest> readGeminiRequest(std::string_view body, const RequestPeek &peek);
/// The same of a body that is taken apart already.
base::Result<model::ChatRequest> readGeminiRequest(base::Json &&body, const RequestPeek &peek);

/// Errors: BadRequest for what cannot be said: pictures the provider could not fetch, results of unknown calls.
base::Result<std::string> writeGeminiRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                             model::Receipt &receipt);

/// The `generationConfig` of a request; writes and reads everything but the messages and tools.
void readGenerationConfig(base::Json &config, model::ChatRequest &out);
base::Json writeGenerationConfig(const model::ChatRequest &request, model::Receipt &receipt);

} // namespace dialect
