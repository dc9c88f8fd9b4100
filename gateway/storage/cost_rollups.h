#pragma once

#include "base/result.h"
#include "storage/usage_buckets.h"

namespace storage {

/// Adds what was booked to the sums over longer spans (tables `cost_rollups`, `session_rollups`, `seen_names` of
/// usage.db). Run it inside a transaction. Thread: the Database's. Errors: Storage.
base::Result<> addCosts(Database &db, const UsageBuckets &buckets);

} // namespace storage
