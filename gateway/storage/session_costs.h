#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/booked_costs.h"
#include "storage/database.h"

namespace storage {

struct SessionCost {
    SessionName name{};
    std::int64_t lastMs = 0; ///< Start of the last quarter of an hour in which it was used.
    CostSums sums{};
};
struct SessionCosts {
    std::vector<SessionCost> rows{}; ///< Last used first.
    std::string next{};              ///< For `after` of the next page; empty after the last.
};

/// Sessions used in [fromMs, toMs), widened to whole quarters of an hour, and what they cost in that time.
/// Errors: BadRequest with param `after` for a text that is not ours, Storage. Thread: the Database's.
base::Result<SessionCosts> sessionCosts(Database &db, std::int64_t fromMs, std::int64_t toMs, std::int64_t limit,
                                        const std::string &after);

} // namespace storage
