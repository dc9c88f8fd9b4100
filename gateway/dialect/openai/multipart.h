#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dialect/dialect.h"

namespace dialect {

/// A field of a form that is no file.
struct FormField {
    std::string_view name{};
    Range value{}; ///< Its bytes in the body.
};

/// The fields of a `multipart/form-data` body, files left out. The boundary is read off the body's first line.
/// Source: RFC 7578, RFC 2046 section 5.1.
/// Errors: BadRequest for what is no such body, is cut, or has too many fields.
base::Result<std::vector<FormField>> readForm(std::string_view body);

} // namespace dialect
