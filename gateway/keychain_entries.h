#pragma once

#include <filesystem>

#include "base/result.h"
#include "storage/storage_thread.h"

namespace gateway {

/// The file of the KeychainIndex that belongs to this config.db. Each line of changes has its own, so that a config.db
/// that was begun anew, copied, or put back from a backup removes nothing that another one may still name: only what it
/// has itself put into the keychain.
/// Thread: not the writer's; waits for it. Errors: Storage.
base::Result<std::filesystem::path> keychainEntriesFile(storage::StorageThread &writer,
                                                        const std::filesystem::path &directory);

} // namespace gateway
