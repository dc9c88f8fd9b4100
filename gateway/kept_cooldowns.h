#pragma once

#include "base/result.h"
#include "model/plan.h"
#include "routing/health.h"
#include "storage/storage_thread.h"

namespace gateway {

/// Puts back the waits of keys that were on when the program ended, and keeps those that come. `writer` outlives the
/// calls. Thread: not the writer's; waits for it. Errors: Storage.
base::Result<> keepCooldowns(routing::Health &health, const model::Plan &plan, storage::StorageThread &writer);

} // namespace gateway
