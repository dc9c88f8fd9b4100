#pragma once

#include <string>
#include <string_view>

#include "model/chat.h"

namespace dialect {

/// What a Chat Completions `finish_reason` means, relatives' words included.
model::FinishReason openaiFinish(std::string_view word);
std::string_view openaiFinishWord(model::FinishReason reason);

/// How Chat Completions spells a parameter.
std::string_view openaiFieldName(model::ChatField field);

/// An id for a tool call that came without one, as different as the answer's own id.
std::string madeUpCallId(std::string_view answerId, std::int64_t choice, std::size_t number);

} // namespace dialect
