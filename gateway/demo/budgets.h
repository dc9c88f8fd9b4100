#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "demo/random.h"

namespace storage {
class Database;
} // namespace storage

namespace demo {

/// Adds a few budgets, some of which are nearly used or used up. `clientIds` as clients() has them. None of them is in
/// the way of the calls that the demo goes on to make.
/// Errors: Storage.
base::Result<> addBudgets(storage::Database &db, const std::vector<std::string> &clientIds, std::int64_t nowMs,
                          Random random);

} // namespace demo
