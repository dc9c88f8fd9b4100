#pragma once

#include <vector>

#include "jobs/alerts/readings.h"

/// How providers and their keys are, for alerts.
namespace jobs {

/// Of every enabled provider: whether its keys are refused, rest, or none of them serves. Errors: Storage.
base::Result<> readKeys(storage::Database &db, const ReadingSources &sources, std::span<const model::Alert> open,
                        std::vector<Reading> &out);

/// Whether nothing can be sent by this key just now, and not because somebody or the provider's rate wants it so.
/// `reports` as routing::Health has them: the key's own first. Pure.
bool isDown(std::span<const routing::HealthReport> reports);
/// Whether it rests, or one of its models does. Pure.
bool isResting(std::span<const routing::HealthReport> reports);

} // namespace jobs
