#pragma once

#include <array>
#include <string_view>

namespace model {

/// The words for what a call may ask of a model. Source: R17, R26.
inline constexpr std::array<std::string_view, 4> kFeatures{"tools", "images", "schema", "thinking"};

} // namespace model
