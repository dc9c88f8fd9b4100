#pragma once

#include "base/result.h"
#include "model/body_settings.h"
#include "storage/database.h"

/// Rows among the settings of config.db. Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default.
base::Result<model::BodySettings> loadBodySettings(Database &db);
base::Result<> saveBodySettings(Database &db, const model::BodySettings &settings);

} // namespace storage
