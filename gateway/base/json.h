#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace base {

/// Keeps key order and integers as they were written.
using Json = nlohmann::ordered_json;

inline constexpr int kMaxJsonDepth = 128;

/// Reads one whole document.
/// Errors: BadRequest for text that is not JSON, is deeper than kMaxJsonDepth, or repeats a key in one object.
Result<Json> parseJson(std::string_view text);

/// `value[key]`, or null when `value` is no object or has no such key. Never throws.
const Json &at(const Json &value, std::string_view key);

/// The value as text, integer or truth, or the fallback when it is of another type.
std::string textOr(const Json &value, std::string_view fallback = {});
std::int64_t integerOr(const Json &value, std::int64_t fallback = 0);
/// The value, when it is a whole number that fits.
std::optional<std::int64_t> integerIn(const Json &value);
bool truthOr(const Json &value, bool fallback = false);

/// One line; bytes that are not UTF-8 become U+FFFD instead of an exception.
std::string dump(const Json &value);

/// Appends `text` as a quoted JSON string. For hot paths that build small objects by hand.
void appendQuoted(std::string &out, std::string_view text);

} // namespace base
