#pragma once

#include <string>

#include "dialect/dialect.h"

namespace fakes {

/// Text with the readable bytes behind it that the dialects' readers look at.
inline std::string padded(std::string text)
{
    text.reserve(text.size() + dialect::kReadablePadding);
    return text;
}

} // namespace fakes
