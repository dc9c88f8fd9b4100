#pragma once

#include "base/result.h"
#include "model/alerts.h"
#include "storage/database.h"

/// What is told of and by which way: one row of the settings. Thread: the Database's.
namespace storage {

/// Errors: Storage.
base::Result<model::AlertSettings> loadAlertSettings(Database &db);
/// Takes the version that was read, writes under the next one and returns it.
/// Errors: Conflict when the version has passed, Storage.
base::Result<model::AlertSettings> saveAlertSettings(Database &db, model::AlertSettings settings);

} // namespace storage
