#pragma once

#include <span>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// What a dialect's requests must look like for us to act on them.
struct PeekRules {
    std::string_view content = "messages";           ///< The field that must be there; empty: none must.
    bool contentMayBeText = false;                   ///< A string will do in place of an array.
    bool modelInBody = true;                         ///< `model` and `stream` stand in the body, not in the path.
    bool streamOptions = false;                      ///< `stream_options.include_usage` means something.
    std::span<const std::string_view> tokenLimits{}; ///< Whole numbers from 1.
};

/// Reads what routing needs of a request and refuses what no provider could read unambiguously: not JSON, repeated
/// keys, too deep, wrong types of the fields we act on.
/// Errors: BadRequest in words for the caller, with the field.
base::Result<RequestPeek> peekBody(std::string_view body, const PeekRules &rules);

} // namespace dialect
