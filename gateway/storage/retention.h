#pragma once

#include <cstdint>

#include "base/result.h"
#include "storage/database.h"

/// What may leave usage.db, and what not: the rows of single calls (`requests`, `cost_records`, `routing_decisions`) go
/// when they are old; every sum stays, so that no figure of cost ever changes, and so do `ledger_entries`: the double
/// entries are the proof of the sums, and a book from which pages can be torn proves nothing.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// Removes the oldest calls that began before `beforeMs`, at most so many: a few milliseconds for a hundred. How many
/// there were.
base::Result<std::int64_t> forgetCalls(Database &db, std::int64_t beforeMs, std::int64_t most);

/// When the oldest call in the log began; 0 when there is none. Unit: Unix milliseconds.
base::Result<std::int64_t> oldestCall(Database &db);

/// Unit: bytes, without what is free inside the file.
base::Result<std::int64_t> usageBytes(Database &db);

/// Gives some of what is free in the file back to the disk. Files that were made before this was known keep it, and
/// fill it with new rows.
base::Result<> shrinkUsage(Database &db);

} // namespace storage
