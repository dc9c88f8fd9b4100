#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/plan.h"
#include "storage/database.h"

/// Providers, their keys and their models in config.db. Ids and times are the caller's.
/// An update takes the whole value with the version that was read, writes it under the next one and returns it.
/// Errors: Conflict when a name is taken or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// Without the joined keys and models (those are in the plan); sorted by priority, then name.
base::Result<std::vector<model::Provider>> listProviders(Database &db);
base::Result<model::Provider> getProvider(Database &db, std::string_view id);
base::Result<> insertProvider(Database &db, const model::Provider &provider);
base::Result<model::Provider> updateProvider(Database &db, model::Provider provider);
/// Takes its keys and models along.
base::Result<> removeProvider(Database &db, std::string_view id);

/// Sorted by priority, then name; of one provider, or of all when `providerId` is empty.
base::Result<std::vector<model::ProviderKey>> listProviderKeys(Database &db, std::string_view providerId = {});
base::Result<model::ProviderKey> getProviderKey(Database &db, std::string_view id);
base::Result<> insertProviderKey(Database &db, const model::ProviderKey &key);
base::Result<model::ProviderKey> updateProviderKey(Database &db, model::ProviderKey key);
base::Result<> removeProviderKey(Database &db, std::string_view id);

/// Sorted by name; of one provider, or of all when `providerId` is empty.
base::Result<std::vector<model::ProviderModel>> listProviderModels(Database &db, std::string_view providerId = {});
base::Result<model::ProviderModel> getProviderModel(Database &db, std::string_view id);
base::Result<> insertProviderModel(Database &db, const model::ProviderModel &entry);
base::Result<model::ProviderModel> updateProviderModel(Database &db, model::ProviderModel entry);
base::Result<> removeProviderModel(Database &db, std::string_view id);

} // namespace storage
