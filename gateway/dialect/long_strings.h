#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dialect {

/// The JSON text with its long strings cut to their beginnings, followed by kReadablePadding readable bytes; nothing
/// when it has none. What is cut away is not looked at. A parser walks over every byte of a picture of 8 MB, for
/// milliseconds in which nobody else is served, and we want to know what it cost.
std::optional<std::string> withoutLongStrings(std::string_view json);

} // namespace dialect
