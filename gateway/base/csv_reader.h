#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

/// Takes the next line of comma-separated values (RFC 4180; LF alone will do) from the front of `text`. A quoted cell may
/// have commas, line ends and doubled quotes. Empty at the end of the text. Pure.
std::vector<std::string> takeCsvLine(std::string_view &text);

} // namespace base
