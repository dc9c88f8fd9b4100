#pragma once

#include <string_view>

#include <simdjson.h>

#include "dialect/dialect.h"

namespace dialect {

static_assert(kReadablePadding >= simdjson::SIMDJSON_PADDING);

/// The view simdjson wants; its caller promised kReadablePadding readable bytes behind the text.
inline simdjson::padded_string_view padded(std::string_view text)
{
    return simdjson::padded_string_view(text.data(), text.size(), text.size() + kReadablePadding);
}

} // namespace dialect
