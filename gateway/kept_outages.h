#pragma once

#include "base/result.h"
#include "routing/health.h"
#include "storage/storage_thread.h"

namespace gateway {

/// Writes down from here on when keys go out of use and come back. `writer` outlives the calls. Thread: not the
/// writer's; waits for it. Errors: Storage.
base::Result<> keepOutages(routing::Health &health, storage::StorageThread &writer);

} // namespace gateway
