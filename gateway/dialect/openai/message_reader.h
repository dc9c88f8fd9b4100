#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "dialect/extras.h"
#include "model/chat.h"

namespace dialect {

/// The `messages` of a Chat Completions request. Errors: BadRequest with the message's place.
base::Result<std::vector<model::ChatMessage>> readOpenaiMessages(base::Json &&messages);

/// One piece of a `content` list.
model::Part readOpenaiPart(base::Json &&piece);

inline constexpr std::string_view kToolCalls = "tool_calls";

/// An entry of `tool_calls`; its id is empty when it has none. What is no call of a function is Opaque, and its name is
/// the field's: nothing else tells it from a piece of `content`.
model::Part readOpenaiToolCall(base::Json &&call);

/// The thoughts of a message under all the names that relatives have for them, taken out of it.
std::vector<model::Part> takeOpenaiThoughts(Fields &message);

/// An `annotations` entry, `{"type":"url_citation","url_citation":{...}}`.
model::Citation readOpenaiCitation(const base::Json &annotation);

} // namespace dialect
