#pragma once

#include <string_view>

namespace pricing {

/// `gpt-4o-2024-08-06` and `claude-haiku-4-5-20251001` are dated snapshots of the model they name, and `-latest` is its
/// newest. The same text when it ends in none of them.
std::string_view withoutDate(std::string_view model);

} // namespace pricing
