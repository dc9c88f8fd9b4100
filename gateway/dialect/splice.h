#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// Replace these bytes (none: insert) with that text.
struct Edit {
    Range where{};
    std::string_view text{};
};

/// The body with the edits made, in one copy. Edits may come in any order and must not overlap; they are sorted here.
std::string splice(std::string_view body, std::span<Edit> edits);

} // namespace dialect
