#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "ledger/booking.h"
#include "ledger/folder.h"
#include "storage/database.h"

namespace ledger {

struct RecoveryCounts {
    std::int64_t folded = 0;      ///< Calls that earlier instances had settled, but not folded.
    std::int64_t interrupted = 0; ///< Calls that were open when an earlier instance died.
};

/// Folds what earlier instances left, then gives every call they left open its row, once.
/// Run it before this instance appends. Thread: the storage writer's. Errors: Storage; it can then be run again.
base::Result<RecoveryCounts> recover(storage::Database &db, JournalFolder &folder, std::string_view instance,
                                     const PriceAttempt &price);

} // namespace ledger
