#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace dialect {

/// A vector out of base64 of little-endian 32 bit floats; nothing for what is none.
std::optional<std::vector<float>> vectorOf(std::string_view base64);

/// A vector as it stands in an answer: such a text, or a list of numbers; nothing for what is neither.
std::optional<std::vector<float>> vectorIn(const base::Json &value);

/// All of a list of those, or of what stands in that member of each. Errors: Upstream when one is none, or there is no
/// list.
base::Result<std::vector<std::vector<float>>> vectorsIn(const base::Json &list, std::string_view member = {});

/// The same back, and as a JSON list, in the fewest digits that mean the same.
void appendBase64(std::string &out, const std::vector<float> &vector);
void appendNumbers(std::string &out, const std::vector<float> &vector);

} // namespace dialect
