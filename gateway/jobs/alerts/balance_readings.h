#pragma once

#include <vector>

#include "jobs/alerts/readings.h"

/// What is left at providers, for alerts.
namespace jobs {

/// Of every key in use whose provider told what is left, in dollars; amounts of a currency without a known rate are left
/// out. What a restart forgot stays as it was until the next check tells. Errors: Storage.
base::Result<> readBalances(storage::Database &db, const ReadingSources &sources, std::int64_t leastDollars,
                            std::span<const model::Alert> open, std::vector<Reading> &out);

} // namespace jobs
