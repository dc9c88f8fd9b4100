#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"

namespace exchange {

/// In whose words models are listed.
enum class ListShape : std::uint8_t { OpenAi, Anthropic, Gemini };

/// `GET /v1/models`, or Gemini's `/v1beta/models`: the names this key may use. Pure.
std::string modelListJson(const model::Plan &plan, const model::ClientKey &key, ListShape shape = ListShape::OpenAi);

/// `GET /v1/models/{id}`. Errors: NotFound.
base::Result<std::string> modelJson(const model::Plan &plan, const model::ClientKey &key, std::string_view name,
                                    ListShape shape = ListShape::OpenAi);

} // namespace exchange
