#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "storage/connection.h"
#include "storage/database.h"

/// What the stores say about themselves. Thread: the Database's. Errors: Storage.
namespace storage {

/// Reads the whole file and looks whether it is well formed: empty when it is, else what is wrong with it.
base::Result<std::string> quickCheck(Connection &connection);
/// When the newest call began; 0: there is none. Unit: Unix milliseconds.
base::Result<std::int64_t> newestCallMs(Database &db);
/// Of the library that is loaded. Thread: any.
std::string sqliteVersion();

} // namespace storage
