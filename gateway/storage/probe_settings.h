#pragma once

#include "base/result.h"
#include "model/probe_settings.h"
#include "storage/database.h"

/// Rows among the settings of config.db. Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default.
base::Result<model::ProbeSettings> loadProbeSettings(Database &db);
base::Result<> saveProbeSettings(Database &db, const model::ProbeSettings &settings);

} // namespace storage
