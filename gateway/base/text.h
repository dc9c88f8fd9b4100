#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// ASCII only: header names, schemes and method names are ASCII by definition.
bool equalsIgnoringCase(std::string_view a, std::string_view b);
bool startsWithIgnoringCase(std::string_view text, std::string_view prefix);
std::string lowerAscii(std::string_view text);

/// Without spaces and tabs at both ends.
std::string_view trim(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);

/// The whole text as a decimal number: no sign but '-', no spaces, no overflow.
std::optional<std::int64_t> parseInteger(std::string_view text);

/// Lowercase hexadecimal.
std::string toHex(std::span<const unsigned char> bytes);

/// True for well-formed UTF-8 (no overlong forms, no surrogates).
bool isUtf8(std::string_view text);

/// At most `bytes` bytes, cut at a character boundary; for quoting a provider's words in an error.
std::string_view clip(std::string_view text, std::size_t bytes);

/// RFC 3339 in UTC with milliseconds, as every JSON answer of ours writes a time. Unit: Unix milliseconds.
std::string rfc3339(std::int64_t unixMillis);

/// Reads RFC 3339 with `Z` or an offset, fractions cut to milliseconds; also a bare date (midnight UTC).
/// Unit: Unix milliseconds.
std::optional<std::int64_t> parseRfc3339(std::string_view text);

} // namespace base
