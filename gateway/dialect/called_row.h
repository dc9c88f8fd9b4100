#pragma once

#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// A row that nobody is served in: only providers speak it. Who makes one adds what is called.
constexpr Dialect calledRow(std::string_view id, std::string_view endpoint, std::string_view path,
                            ErrorFacts (*readError)(std::string_view body))
{
    Dialect out{};
    out.id = id;
    out.endpoint = endpoint;
    out.path = path;
    out.readError = readError;
    return out;
}

} // namespace dialect
