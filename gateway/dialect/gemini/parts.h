#pragma once

#include <string>

#include "base/json.h"
#include "dialect/gemini/names.h"
#include "model/chat.h"

namespace dialect {

/// A part of a content, as a client or a provider wrote it. Calls and results without an id get one.
model::Part readGeminiPart(base::Json &&part, GeminiCallIds &ids);

/// Gemini's own data may be in the web's Base64, which nobody else reads.
std::string plainBase64(std::string data);

/// What a part is on its way to a client or to a provider of this dialect: `null` when it cannot be said.
/// ToolResult has no place in an answer; see contents.h.
/// Errors are not known here: arguments that are no object become none (`geminiArguments` tells before).
base::Json geminiPart(const model::Part &part);

/// A call's arguments as the object that Gemini wants; null when they are none. Empty means `{}`.
base::Json geminiArguments(std::string_view arguments);

/// Whether an Opaque part's object is one of Gemini's.
bool isGeminiPart(const base::Json &object);

} // namespace dialect
