#pragma once

#include "base/result.h"
#include "model/plan.h"
#include "storage/database.h"

/// What an admin sets for the whole gateway: one row a setting, so that a new one needs no migration.
/// Thread: the Database's.
namespace storage {

/// Settings without a row keep their default. Errors: Storage.
base::Result<model::Settings> loadSettings(Database &db);
/// Takes the version that was read, writes under the next one and returns it.
/// Errors: Conflict when the version has passed, Storage.
base::Result<model::Settings> saveSettings(Database &db, model::Settings settings);

} // namespace storage
