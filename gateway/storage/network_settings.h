#pragma once

#include "base/result.h"
#include "model/network.h"
#include "storage/database.h"

/// The network settings: one row each among the settings, lists as JSON.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default.
base::Result<model::NetworkSettings> loadNetworkSettings(Database &db);
base::Result<> saveNetworkSettings(Database &db, const model::NetworkSettings &settings);

} // namespace storage
