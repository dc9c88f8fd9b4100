#pragma once

#include <string>

#include "base/result.h"

namespace storage {

/// What SQLite's extended result code means for us: Conflict for a value that must be unique, NotFound for a row that
/// is referred to, else Storage. Pure. Thread: any.
base::Error sqliteError(int extendedCode, const std::string &text);

} // namespace storage
