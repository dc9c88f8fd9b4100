#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/call_record.h"
#include "storage/database.h"

/// How far the journal has been folded into usage.db, and which calls had begun but not ended by then.
/// Thread: the Database's. Errors: Storage.
namespace storage {

struct JournalOffset {
    std::string file{};
    std::int64_t offset = 0; ///< Unit: bytes; everything before it is in the tables.
};

base::Result<std::vector<JournalOffset>> journalOffsets(Database &db);
/// Run it in the transaction that writes what was read up to there.
base::Result<> saveJournalOffset(Database &db, std::string_view file, std::int64_t offset, std::int64_t nowMs);
base::Result<> forgetJournalFile(Database &db, std::string_view file);

/// Does nothing when the call has a row in `requests`, or one here that knows as many earlier attempts.
base::Result<> openCall(Database &db, const model::CallBegin &call, std::string_view instance);
base::Result<> closeCall(Database &db, std::string_view id);
/// The same for many, faster.
base::Result<> openCalls(Database &db, std::span<const model::CallBegin> calls, std::string_view instance);
base::Result<> closeCalls(Database &db, std::span<const std::string> ids);
/// Calls left open by other instances than this one, oldest first.
base::Result<std::vector<model::CallBegin>> callsLeftOpen(Database &db, std::string_view instance, std::int64_t limit);

/// Moves what was committed from the write-ahead log into usage.db, synced to the disk. True when all of it was moved.
base::Result<bool> checkpointUsage(Database &db);

} // namespace storage
