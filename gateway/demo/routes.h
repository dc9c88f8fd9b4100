#pragma once

#include <cstdint>

#include "base/result.h"
#include "demo/random.h"

namespace storage {
class Database;
} // namespace storage

namespace demo {

/// Adds a model map and a few rules that were used, and publishes them as the plan in force. `nowMs` is when the
/// made-up year ends. After the calls: those were made before anybody had rules.
/// Errors: Storage.
base::Result<> addRoutes(storage::Database &db, std::int64_t nowMs, Random random);

} // namespace demo
