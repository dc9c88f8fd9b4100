#pragma once

#include <map>
#include <string>
#include <string_view>

#include "admin/operation.h"

namespace admin {

/// Which operation a method and raw path (below /api/v1, no query) mean. Pure.
struct Match {
    const Operation *operation = nullptr; ///< Null: `allow` tells whether the path exists at all.
    std::map<std::string, std::string, std::less<>> path{};
    std::string allow{}; ///< The methods the path has, for a 405; empty when there is no such path.
};
Match matchOperation(std::string_view method, std::string_view path);

/// `a=1&b=x%20y`, decoded. Errors: BadRequest for escapes that are none.
base::Result<std::map<std::string, std::string, std::less<>>> parseQuery(std::string_view query);

/// %XX undone. Errors: BadRequest.
base::Result<std::string> percentDecode(std::string_view text, bool plusIsSpace);
std::string percentEncode(std::string_view text);

} // namespace admin
