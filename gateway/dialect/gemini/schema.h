#pragma once

#include <functional>
#include <string_view>

#include "base/json.h"

namespace dialect {

/// Gemini's own schema (types in capitals, `nullable`) as JSON schema, in place. What is JSON schema already stays.
void toJsonSchema(base::Json &schema);

/// Takes out of a JSON schema what Gemini refuses, in place; `dropped` gets each keyword whose meaning is lost.
/// Source: the JSON schema support of parametersJsonSchema and responseJsonSchema in the API reference; wire fact 48.
void cleanSchema(base::Json &schema, const std::function<void(std::string_view keyword)> &dropped);

} // namespace dialect
