#pragma once

#include <string>

#include "dialect/dialect.h"

namespace dialect {

/// A Chat Completions request as that provider takes it. A streamed one asks for usage where it may.
base::Result<std::string> writeOpenaiRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                             model::Receipt &receipt);

} // namespace dialect
