#pragma once

#include <cstdint>

#include "base/result.h"
#include "storage/key_scope.h"
#include "storage/usage_buckets.h"

/// What `usage_buckets` says of all calls, of those of some client keys alone: for who sees no others.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// Those that start in [fromMs, toMs), with their histograms; empty ones are left out. Without sums by target and party.
base::Result<UsageBuckets> bucketsOf(Database &db, const KeyScope &keys, std::int64_t fromMs, std::int64_t toMs);

} // namespace storage
