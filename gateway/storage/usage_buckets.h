#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/result.h"
#include "model/latency.h"
#include "storage/booked_costs.h"
#include "storage/routing_sums.h"
#include "storage/usage.h"

/// What happened in all per 15 minutes (tables `usage_buckets` and `latency_rollups` of usage.db, and those of
/// RoutingSums and BookedCosts): small enough that
/// a page may ask for a month of it every few seconds.
/// Thread: the Database's. Errors: Storage.
namespace storage {

struct UsageBucket {
    UsageSums sums{};
    std::int64_t okCalls = 0;          ///< Whose client got the whole answer.
    std::int64_t firstChoiceCalls = 0; ///< Of those, the ones whose first attempt did it.
    model::LatencyHistogram duration{};
    model::LatencyHistogram firstToken{};
    RoutingSums routing{};
    BookedCosts costs{};
    UsageBucket &operator+=(const UsageBucket &other);
};
/// By start, Unix milliseconds.
using UsageBuckets = std::map<std::int64_t, UsageBucket>;

/// Adds to what is there. Run it inside a transaction.
base::Result<> addBuckets(Database &db, const UsageBuckets &buckets);

/// The sum of those that start in [fromMs, toMs), without its histograms.
base::Result<UsageBucket> sumOfBuckets(Database &db, std::int64_t fromMs, std::int64_t toMs);
/// Those that start in [fromMs, toMs), without their histograms; empty ones are left out.
base::Result<UsageBuckets> usageBuckets(Database &db, std::int64_t fromMs, std::int64_t toMs);
/// Puts the histograms of those that start in [fromMs, toMs) into `buckets`.
base::Result<> addLatencies(Database &db, std::int64_t fromMs, std::int64_t toMs, UsageBuckets &buckets);

} // namespace storage
