#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"
#include "storage/key_scope.h"
#include "storage/usage_buckets.h"

/// What is going on now and went on today, for whoever looks at it every few seconds.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// Of these client keys, those with a call that began at `sinceMs` or later, or has not ended.
base::Result<std::int64_t> activeKeys(Database &db, const KeyScope &keys, std::int64_t sinceMs);

/// Calls of these keys that have begun and not ended, as far as the journal is read.
base::Result<std::int64_t> openCalls(Database &db, const KeyScope &keys);

/// Calls that began in [fromMs, toMs), one by one: for stretches shorter than a bucket. Without histograms. Tokens are
/// those of the attempt that answered.
base::Result<UsageBucket> sumOfCalls(Database &db, const KeyScope &keys, std::int64_t fromMs, std::int64_t toMs);

struct ModelTraffic {
    std::string model{};
    std::int64_t calls = 0;
    std::int64_t tokens = 0;
    std::int64_t costNanos = 0;
};
/// Of the buckets from `fromMs` on, by model as billed; most calls first.
base::Result<std::vector<ModelTraffic>> modelTraffic(Database &db, const KeyScope &keys, std::int64_t fromMs);

/// What was asked of a provider in 15 minutes. Calls that the client broke off are left out: they say nothing of it.
struct ProviderTraffic {
    std::string providerId{};
    std::int64_t bucketMs = 0;
    std::int64_t attempts = 0;
    std::int64_t failedAttempts = 0;
};
/// Of the buckets from `fromMs` on, in order of time.
base::Result<std::vector<ProviderTraffic>> providerTraffic(Database &db, const KeyScope &keys, std::int64_t fromMs);

} // namespace storage
