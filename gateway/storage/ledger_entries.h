#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/money.h"
#include "storage/database.h"

/// The double-entry book in usage.db. Rows are only ever added; the database itself refuses UPDATE and DELETE.
/// Thread: the Database's. Errors: Storage.
namespace storage {

struct LedgerEntry {
    std::string requestId{};
    std::int64_t attempt = 0; ///< Counted from 0.
    std::string event{};      ///< `settle`, ...
    std::string account{};    ///< `provider:ID`, `key:ID`
    model::Nanos amount{};    ///< The entries of one attempt and event sum to 0.
    std::int64_t atMs = 0;    ///< Unix milliseconds.
};

/// Run it inside a transaction. Errors: Conflict for an entry that is there already.
base::Result<> appendEntries(Database &db, std::span<const LedgerEntry> entries);
base::Result<std::vector<LedgerEntry>> entriesOfRequest(Database &db, std::string_view requestId);

} // namespace storage
