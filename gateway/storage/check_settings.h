#pragma once

#include "base/result.h"
#include "model/check_settings.h"
#include "storage/database.h"

/// Rows among the settings of config.db. Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default.
base::Result<model::CheckSettings> loadCheckSettings(Database &db);
base::Result<> saveCheckSettings(Database &db, const model::CheckSettings &settings);

} // namespace storage
