#include "storage/providers.h"

#include "storage/resource.h"

namespace storage {
namespace {

using model::Limits;
using model::Provider;
using model::ProviderKey;
using model::ProviderModel;
using model::Timeouts;

const Table<Provider> &providers()
{
    static const Table<Provider> table(
        "providers", {
                         column<Provider, &Provider::id>("id"),
                         column<Provider, &Provider::name>("name"),
                         column<Provider, &Provider::type>("type"),
                         column<Provider, &Provider::baseUrl>("base_url"),
                         column<Provider, &Provider::headers>("headers"),
                         column<Provider, &Provider::options>("options"),
                         column<Provider, &Provider::anyModel>("any_model"),
                         column<Provider, &Provider::priority>("priority"),
                         column<Provider, &Provider::weight>("weight"),
                         column<Provider, &Provider::concurrency>("concurrency"),
                         column<Provider, &Provider::timeouts, &Timeouts::connectMs>("connect_ms"),
                         column<Provider, &Provider::timeouts, &Timeouts::firstTokenMs>("first_token_ms"),
                         column<Provider, &Provider::timeouts, &Timeouts::idleMs>("idle_ms"),
                         column<Provider, &Provider::timeouts, &Timeouts::totalMs>("total_ms"),
                         column<Provider, &Provider::limits, &Limits::requestsPerMinute>("requests_per_minute"),
                         column<Provider, &Provider::limits, &Limits::tokensPerMinute>("tokens_per_minute"),
                         column<Provider, &Provider::limits, &Limits::concurrentCalls>("concurrent_calls"),
                         column<Provider, &Provider::enabled>("enabled"),
                         column<Provider, &Provider::createdMs>("created_ms"),
                         column<Provider, &Provider::version>("version"),
                     });
    return table;
}

const Table<ProviderKey> &keys()
{
    static const Table<ProviderKey> table("provider_keys",
                                          {
                                              column<ProviderKey, &ProviderKey::id>("id"),
                                              column<ProviderKey, &ProviderKey::providerId>("provider_id"),
                                              column<ProviderKey, &ProviderKey::name>("name"),
                                              column<ProviderKey, &ProviderKey::secret>("secret"),
                                              column<ProviderKey, &ProviderKey::origin>("origin"),
                                              column<ProviderKey, &ProviderKey::weight>("weight"),
                                              column<ProviderKey, &ProviderKey::priority>("priority"),
                                              column<ProviderKey, &ProviderKey::enabled>("enabled"),
                                              column<ProviderKey, &ProviderKey::createdMs>("created_ms"),
                                              column<ProviderKey, &ProviderKey::version>("version"),
                                          });
    return table;
}

const Table<ProviderModel> &models()
{
    static const Table<ProviderModel> table(
        "provider_models",
        {
            column<ProviderModel, &ProviderModel::id>("id"),
            column<ProviderModel, &ProviderModel::providerId>("provider_id"),
            column<ProviderModel, &ProviderModel::name>("name"),
            column<ProviderModel, &ProviderModel::enabled>("enabled"),
            column<ProviderModel, &ProviderModel::contextWindow>("context_window"),
            column<ProviderModel, &ProviderModel::maxOutput>("max_output"),
            column<ProviderModel, &ProviderModel::limits, &Limits::requestsPerMinute>("requests_per_minute"),
            column<ProviderModel, &ProviderModel::limits, &Limits::tokensPerMinute>("tokens_per_minute"),
            column<ProviderModel, &ProviderModel::limits, &Limits::concurrentCalls>("concurrent_calls"),
            column<ProviderModel, &ProviderModel::createdMs>("created_ms"),
            column<ProviderModel, &ProviderModel::version>("version"),
        });
    return table;
}

/// Of one provider or of all.
std::string ofProvider(std::string_view providerId, const char *order)
{
    return std::string(providerId.empty() ? "" : "WHERE provider_id = :filter ") + order;
}

} // namespace

base::Result<std::vector<Provider>> listProviders(Database &db)
{
    return listRows(db.config(), providers(), "ORDER BY priority, name");
}
base::Result<Provider> getProvider(Database &db, std::string_view id)
{
    return getRow(db.config(), providers(), id);
}
base::Result<> insertProvider(Database &db, const Provider &provider)
{
    return insertRow(db.config(), providers(), provider);
}
base::Result<Provider> updateProvider(Database &db, Provider provider)
{
    return updateRow(db.config(), providers(), std::move(provider));
}
base::Result<> removeProvider(Database &db, std::string_view id)
{
    return removeRow(db.config(), providers(), id);
}

base::Result<std::vector<ProviderKey>> listProviderKeys(Database &db, std::string_view providerId)
{
    return listRows(db.config(), keys(), ofProvider(providerId, "ORDER BY priority, name, id"), providerId);
}
base::Result<ProviderKey> getProviderKey(Database &db, std::string_view id)
{
    return getRow(db.config(), keys(), id);
}
base::Result<> insertProviderKey(Database &db, const ProviderKey &key)
{
    return insertRow(db.config(), keys(), key);
}
base::Result<ProviderKey> updateProviderKey(Database &db, ProviderKey key)
{
    return updateRow(db.config(), keys(), std::move(key));
}
base::Result<> removeProviderKey(Database &db, std::string_view id)
{
    return removeRow(db.config(), keys(), id);
}

base::Result<std::vector<ProviderModel>> listProviderModels(Database &db, std::string_view providerId)
{
    return listRows(db.config(), models(), ofProvider(providerId, "ORDER BY name, id"), providerId);
}
base::Result<ProviderModel> getProviderModel(Database &db, std::string_view id)
{
    return getRow(db.config(), models(), id);
}
base::Result<> insertProviderModel(Database &db, const ProviderModel &entry)
{
    return insertRow(db.config(), models(), entry);
}
base::Result<ProviderModel> updateProviderModel(Database &db, ProviderModel entry)
{
    return updateRow(db.config(), models(), std::move(entry));
}
base::Result<> removeProviderModel(Database &db, std::string_view id)
{
    return removeRow(db.config(), models(), id);
}

} // namespace storage
