#pragma once

#include <filesystem>

#include "base/result.h"
#include "storage/database.h"

namespace gateway {

/// A new data directory can answer its first call: the sandbox is there. Nothing happens to one that has a plan.
/// Thread: the Database's. Errors: Storage.
base::Result<> seed(storage::Database &db);

/// What is said of a config.db that cannot be used. Only what is damaged is called so: nobody is to move away a good file
/// because the disk cannot be written to. Pure.
base::Error unusableConfig(const std::filesystem::path &directory, base::Error why);

} // namespace gateway
