#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"

namespace dialect {

/// What of a Responses request would need answers kept between calls, and is refused in words. Source: R4.
base::Error refusedState(std::string_view field);

/// Looks for that in a body that peekBody() took, and where it asks for its answer to be kept.
/// Errors: BadRequest with the field.
base::Result<> peekState(std::string_view body, RequestPeek &peek);

} // namespace dialect
