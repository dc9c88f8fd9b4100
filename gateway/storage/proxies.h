#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/proxy.h"
#include "storage/database.h"

/// The proxy pool in config.db. Ids and times are the caller's.
/// An update takes the whole value with the version that was read, writes it under the next one and returns it.
/// Errors: Conflict when a name is taken or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// Sorted by name.
base::Result<std::vector<model::Proxy>> listProxies(Database &db);
base::Result<model::Proxy> getProxy(Database &db, std::string_view id);
base::Result<> insertProxy(Database &db, const model::Proxy &proxy);
base::Result<model::Proxy> updateProxy(Database &db, model::Proxy proxy);
base::Result<> removeProxy(Database &db, std::string_view id);

} // namespace storage
