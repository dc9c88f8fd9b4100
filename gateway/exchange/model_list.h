#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"

namespace exchange {

/// `GET /v1/models` in OpenAI's shape: the names this key may use. Pure.
std::string modelListJson(const model::Plan &plan, const model::ClientKey &key);

/// `GET /v1/models/{id}`. Errors: NotFound.
base::Result<std::string> modelJson(const model::Plan &plan, const model::ClientKey &key, std::string_view name);

} // namespace exchange
