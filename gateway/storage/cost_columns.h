#pragma once

#include "storage/booked_costs.h"
#include "storage/table.h"

namespace storage {

/// The sums, as `cost_rollups` and `session_rollups` have them.
const Table<CostSums> &costColumns();
/// `sum(a), sum(b), ...` in the order that costColumns().read() expects.
const std::string &costSumsSql();
/// `a = a + excluded.a, ...`
const std::string &costAdditionsSql();

} // namespace storage
