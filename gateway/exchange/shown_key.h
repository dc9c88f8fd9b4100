#pragma once

#include <string_view>

#include "base/result.h"
#include "exchange/inbound_call.h"

namespace exchange {

/// The key a call shows, wherever its dialect puts it: `Authorization: Bearer`, `x-api-key`, `api-key`,
/// `x-goog-api-key` or, with Gemini's paths, `?key=`. A view of the call.
/// Errors: Unauthorized when there is none, BadRequest when two differ.
base::Result<std::string_view> shownKey(const InboundCall &call);

/// Whether a model's verb is called in Gemini's way: `/v1beta/models/NAME:generateContent`. Newer clients say `/v1/`.
bool isGeminiPath(std::string_view path);

/// A value of the query as it stands there, empty when it is not there.
std::string_view queryValue(std::string_view query, std::string_view name);

} // namespace exchange
