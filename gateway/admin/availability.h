#pragma once

#include <map>

#include "admin/operation.h"
#include "admin/zone.h"
#include "jobs/availability.h"
#include "jobs/check_board.h"
#include "jobs/key_checker.h"

/// For how much of the last day, week and month keys could be used.
namespace admin {

/// What the history knows of each key that it names, back to `fromMs`. Errors: Storage.
base::Result<std::map<jobs::CheckedKey, jobs::Outages>> outagesSince(storage::Database &db, std::int64_t fromMs,
                                                                     std::int64_t nowMs);

/// Of one key, in the last month. Errors: Storage.
base::Result<jobs::Outages> outagesOf(storage::Database &db, const jobs::CheckTarget &target, std::int64_t nowMs);

/// `{"day","week","month"}`, each from 0 to 1, null where there was nothing yet.
base::Json availabilityJson(const jobs::Outages &outages, std::int64_t nowMs);
base::Json availabilitySchema();
/// The last thirty days of the zone, the oldest first.
base::Json daysJson(const jobs::Outages &outages, const Zone &zone, std::int64_t nowMs);
base::Json daysSchema();
/// How far back those look, with a day for whoever lives elsewhere. Unit: milliseconds.
inline constexpr std::int64_t kPastMs = 31 * 86'400'000LL;

/// Of GET /health/availability.
base::Json availabilityListed();

} // namespace admin
