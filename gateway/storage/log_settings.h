#pragma once

#include "base/result.h"
#include "model/log_settings.h"
#include "storage/database.h"

/// Rows among the settings of config.db. Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default.
base::Result<model::LogSettings> loadLogSettings(Database &db);
base::Result<> saveLogSettings(Database &db, const model::LogSettings &settings);

} // namespace storage
