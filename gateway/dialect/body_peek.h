#pragma once

#include <span>
#include <string_view>

#include "dialect/dialect.h"
#include "dialect/prompt_reading.h"

namespace dialect {

/// A dialect's own look at the fields of a body.
class FieldListener {
public:
    /// `token`: the value as it begins in the body.
    virtual void onField(std::string_view key, std::string_view token) = 0;

protected:
    ~FieldListener() = default;
};

/// What a dialect's requests must look like for us to act on them.
struct PeekRules {
    std::string_view content = "messages";           ///< The field that must be there; empty: none must.
    bool contentMayBeText = false;                   ///< A string will do in place of an array.
    bool modelInBody = true;                         ///< `model` and `stream` stand in the body, not in the path.
    bool streamOptions = false;                      ///< `stream_options.include_usage` means something.
    std::span<const std::string_view> tokenLimits{}; ///< Whole numbers from 1.
    FieldListener *listener = nullptr;               ///< Null: nobody else looks at them.
    ReadOption readOption = nullptr;                 ///< Null: the prompt is not read on the way.
};

/// Reads what routing needs of a request and refuses what no provider could read unambiguously: not JSON, repeated
/// keys, too deep, wrong types of the fields we act on.
/// Errors: BadRequest in words for the caller, with the field.
base::Result<RequestPeek> peekBody(std::string_view body, const PeekRules &rules);

} // namespace dialect
