#pragma once

#include <string_view>

namespace routing {

/// The header in which a client says what a request is for. Source: protocol-facts section 12. The list of classes is
/// open.
inline constexpr std::string_view kRequestClassHeader = "x-claude-code-request-class";

} // namespace routing
