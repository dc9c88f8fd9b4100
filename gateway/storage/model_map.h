#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/routing.h"
#include "storage/database.h"

/// The model map in config.db. Ids and times are the caller's.
/// An update takes the whole value with the version that was read, writes it under the next one and returns it.
/// Errors: Conflict when a name is taken or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// Sorted by name.
base::Result<std::vector<model::ModelAlias>> listAliases(Database &db);
base::Result<> insertAlias(Database &db, const model::ModelAlias &alias);
base::Result<model::ModelAlias> updateAlias(Database &db, model::ModelAlias alias);
base::Result<> removeAlias(Database &db, std::string_view id);

} // namespace storage
