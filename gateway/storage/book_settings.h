#pragma once

#include "base/result.h"
#include "model/book_settings.h"
#include "storage/database.h"

/// Rows among the settings of config.db. Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default.
base::Result<model::BookSettings> loadBookSettings(Database &db);
base::Result<> saveBookSettings(Database &db, const model::BookSettings &settings);

} // namespace storage
