#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialect {

/// A vector out of base64 of little-endian 32 bit floats; nothing for what is none.
std::optional<std::vector<float>> vectorOf(std::string_view base64);

/// The same back, and as a JSON list, in the fewest digits that mean the same.
void appendBase64(std::string &out, const std::vector<float> &vector);
void appendNumbers(std::string &out, const std::vector<float> &vector);

} // namespace dialect
