#pragma once

#include <memory>

#include "base/snapshot.h"
#include "jobs/events.h"
#include "model/plan.h"
#include "routing/health.h"
#include "storage/storage_thread.h"

namespace gateway {

/// Writes down from here on when keys go out of use and come back, and tells it to those who watch. `writer` and `plan`
/// outlive the calls. Thread: any. Errors: none; what cannot be written is missing from the history, and the log says so of
/// what was open at the start.
void keepOutages(routing::Health &health, storage::StorageThread &writer, base::Snapshot<model::Plan> &plan,
                 const std::shared_ptr<jobs::Events> &events);

} // namespace gateway
