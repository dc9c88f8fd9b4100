#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "admin/operation.h"

/// What a caller gives behind the `?`. Pure. Errors: Unprocessable with `param` naming it.
namespace admin {

tl::unexpected<base::Error> wrongParameter(std::string_view name, std::string_view what);

/// A whole number in a range, or the fallback when it is not given.
base::Result<std::int64_t> numberOf(const Request &request, std::string_view name, std::int64_t low, std::int64_t high,
                                    std::int64_t fallback);
/// Nothing when it is not given, and so for the others. Unit: Unix milliseconds.
base::Result<std::optional<std::int64_t>> timeOf(const Request &request, std::string_view name);
std::optional<std::string> textOf(const Request &request, std::string_view name);
/// `true` or `false`.
base::Result<std::optional<bool>> truthOf(const Request &request, std::string_view name);

} // namespace admin
