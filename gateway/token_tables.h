#pragma once

#include <string>
#include <string_view>

namespace gateway {

/// The file of an encoding that came with the program (`o200k_base`); empty when there is none. Thread: any.
std::string loadTokens(std::string_view name);

} // namespace gateway
