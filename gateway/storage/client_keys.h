#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/plan.h"
#include "storage/database.h"

/// The keys that clients show us (table `api_keys`), by digest only.
/// Errors: Conflict when the digest exists or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// Newest first, revoked and expired ones included.
base::Result<std::vector<model::ClientKey>> listClientKeys(Database &db);
base::Result<model::ClientKey> getClientKey(Database &db, std::string_view id);
base::Result<> insertClientKey(Database &db, const model::ClientKey &key);
/// Takes the whole value with the version that was read, writes it under the next one and returns it.
base::Result<model::ClientKey> updateClientKey(Database &db, model::ClientKey key);
/// Fills in `lastUsedMs` from the calls that are booked.
base::Result<> readLastUse(Database &db, std::span<model::ClientKey> keys);
base::Result<> removeClientKey(Database &db, std::string_view id);

} // namespace storage
