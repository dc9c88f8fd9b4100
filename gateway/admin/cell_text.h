#pragma once

#include <string>

#include "base/json.h"

namespace admin {

/// What a cell of a table shows of a value: numbers as they are, texts without quotes, nothing for null.
inline std::string cellText(const base::Json &value)
{
    return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : base::dump(value);
}

} // namespace admin
