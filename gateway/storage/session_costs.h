#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/booked_costs.h"
#include "storage/database.h"
#include "storage/key_scope.h"
#include "storage/time_cover.h"

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

/// Sessions of these keys used in that time, widened to whole quarters of an hour, and what they cost in that time.
/// Errors: BadRequest with param `after` for a text that is not ours, Storage. Thread: the Database's.
base::Result<SessionCosts> sessionCosts(Database &db, const KeyScope &keys, const TimeRange &when, std::int64_t limit,
                                        const std::string &after);

} // namespace storage
