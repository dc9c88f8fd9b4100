#pragma once

#include <string_view>

#include "model/quirks.h"

namespace dialect {

/// In what a provider made from that preset differs from Chat Completions. A preset of another country (`qwen_cn`) has
/// those of its sibling, one without a row the plain ones.
const model::Quirks &quirksFor(std::string_view presetId);

} // namespace dialect
