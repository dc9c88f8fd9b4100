#pragma once

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

/// An entry of `tool_calls`; its id is empty when it has none.
model::Part readOpenaiToolCall(base::Json &&call);

/// The thoughts of a message under all the names that relatives have for them, taken out of it.
std::vector<model::Part> takeOpenaiThoughts(Fields &message);

/// An `annotations` entry, `{"type":"url_citation","url_citation":{...}}`.
model::Citation readOpenaiCitation(const base::Json &annotation);

} // namespace dialect
