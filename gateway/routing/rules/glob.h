#pragma once

#include <string_view>

namespace routing {

/// Whether `text` is like `pattern`, in which `*` stands for any characters and `?` for any one byte.
bool matchesGlob(std::string_view pattern, std::string_view text);

} // namespace routing
