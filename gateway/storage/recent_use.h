#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// What was called lately, from the rows of usage.db: what rate limits begin with. Thread: the Database's. Errors:
/// Storage.
namespace storage {

/// Calls, or attempts, of one subject that began within the same hundredth of a second.
struct RecentUse {
    std::string subject{}; ///< Client key of calls; provider of attempts.
    std::string model{};   ///< Of attempts, as sent.
    std::int64_t startedMs = 0;
    std::int64_t count = 0;
    std::int64_t tokens = 0; ///< In and out.
};

/// Calls that began then or later and were not turned away.
base::Result<std::vector<RecentUse>> recentCalls(Database &db, std::int64_t sinceMs);
base::Result<std::vector<RecentUse>> recentAttempts(Database &db, std::int64_t sinceMs);

} // namespace storage
