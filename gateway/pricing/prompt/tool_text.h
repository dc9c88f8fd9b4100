#pragma once

#include <string>
#include <vector>

#include "model/chat.h"

namespace pricing {

/// Tools as OpenAI's models are shown them: a namespace of TypeScript functions.
std::string toolsAsTypes(const std::vector<model::ToolOffer> &tools);

/// Tools as the others are: the JSON they came as, one a line.
std::string toolsAsJson(const std::vector<model::ToolOffer> &tools);

} // namespace pricing
