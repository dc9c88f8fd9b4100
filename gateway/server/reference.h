#pragma once

#include <string>

namespace server {

/// The OpenAPI 3.1 document of the whole HTTP surface: the calls of models as `resources/docs/calls.json` describes them,
/// with errors in the words of each dialect, and the operation table. Pure.
std::string referenceJson();

} // namespace server
