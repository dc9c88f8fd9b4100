#pragma once

#include <cstdint>

#include "base/result.h"

namespace storage {
class Database;
} // namespace storage

namespace demo {

/// Some entries for the audit log, as if people had worked with it.
base::Result<> addActs(storage::Database &db, std::int64_t nowMs);

} // namespace demo
