#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/database.h"

/// What was spent per 15 minutes by each client key, provider, model and tag (table `spend_rollups` of usage.db): what
/// a budget is summed up from, whenever it was added. Thread: the Database's. Errors: Storage.
namespace storage {

struct SpendKey {
    std::string kind{};    ///< A word of model::BudgetScope.
    std::string subject{}; ///< Empty for `all`.
    std::int64_t bucketMs = 0;
    friend auto operator<=>(const SpendKey &, const SpendKey &) = default;
};
/// Nanos.
using Spend = std::map<SpendKey, std::int64_t>;

/// Adds to what is there. Run it inside a transaction.
base::Result<> addSpend(Database &db, const Spend &spend);

/// Nanos over [fromMs, toMs), which are the edges of 15 minutes (every zone's days and hours are). What a user or team
/// has spent is what their keys have.
base::Result<std::int64_t> spentOn(Database &db, std::string_view kind, std::string_view subject, std::int64_t fromMs,
                                   std::int64_t toMs);

} // namespace storage
