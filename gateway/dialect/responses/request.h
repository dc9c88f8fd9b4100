#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"

namespace dialect {

/// A Responses request in the middle form; what only a store could answer is refused.
base::Result<model::ChatRequest> readResponsesRequest(std::string_view body, const RequestPeek &peek);

/// A request for a provider that speaks Responses: stateless, with encrypted reasoning where it reasons.
base::Result<std::string> writeResponsesRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                                model::Receipt &receipt);

/// How Responses spells a parameter.
std::string_view responsesFieldName(model::ChatField field);

inline constexpr std::string_view kResponsesId = "responses";

} // namespace dialect
