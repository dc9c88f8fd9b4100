#include "storage/client_keys.h"

#include "storage/resource.h"

namespace storage {
namespace {

using model::ClientKey;
using model::Limits;

const Table<ClientKey> &keys()
{
    static const Table<ClientKey> table(
        "api_keys", {
                        column<ClientKey, &ClientKey::id>("id"),
                        column<ClientKey, &ClientKey::name>("name"),
                        column<ClientKey, &ClientKey::prefix>("prefix"),
                        column<ClientKey, &ClientKey::digest>("digest"),
                        column<ClientKey, &ClientKey::role>("role"),
                        column<ClientKey, &ClientKey::userId>("user_id"),
                        column<ClientKey, &ClientKey::teamId>("team_id"),
                        column<ClientKey, &ClientKey::allowedModels>("allowed_models"),
                        column<ClientKey, &ClientKey::allowedProviders>("allowed_providers"),
                        column<ClientKey, &ClientKey::allowedAddresses>("allowed_addresses"),
                        column<ClientKey, &ClientKey::tags>("tags"),
                        column<ClientKey, &ClientKey::limits, &Limits::requestsPerMinute>("requests_per_minute"),
                        column<ClientKey, &ClientKey::limits, &Limits::tokensPerMinute>("tokens_per_minute"),
                        column<ClientKey, &ClientKey::limits, &Limits::concurrentCalls>("concurrent_calls"),
                        column<ClientKey, &ClientKey::strict>("strict"),
                        column<ClientKey, &ClientKey::requireSignature>("require_signature"),
                        column<ClientKey, &ClientKey::signingSecret>("signing_secret"),
                        column<ClientKey, &ClientKey::expiresMs>("expires_ms"),
                        column<ClientKey, &ClientKey::revokedMs>("revoked_ms"),
                        column<ClientKey, &ClientKey::previousDigest>("previous_digest"),
                        column<ClientKey, &ClientKey::previousPrefix>("previous_prefix"),
                        column<ClientKey, &ClientKey::previousUntilMs>("previous_until_ms"),
                        column<ClientKey, &ClientKey::createdMs>("created_ms"),
                        column<ClientKey, &ClientKey::version>("version"),
                    });
    return table;
}

} // namespace

base::Result<std::vector<ClientKey>> listClientKeys(Database &db)
{
    return listRows(db.config(), keys(), "ORDER BY created_ms DESC, id DESC");
}
base::Result<ClientKey> getClientKey(Database &db, std::string_view id)
{
    return getRow(db.config(), keys(), id);
}
base::Result<> insertClientKey(Database &db, const ClientKey &key)
{
    return insertRow(db.config(), keys(), key);
}
base::Result<ClientKey> updateClientKey(Database &db, ClientKey key)
{
    return updateRow(db.config(), keys(), std::move(key));
}
base::Result<> readLastUse(Database &db, std::span<ClientKey> keys)
{
    // One look into the index by key and time each: as quick with a million calls as with one.
    auto select = db.usage().prepare("SELECT max(started_ms) FROM requests WHERE client_key_id = :key");
    if (!select)
        return base::fail(std::move(select.error()));
    for (ClientKey &key : keys) {
        select->bind(u":key"_s, std::string_view(key.id));
        if (auto done = select->forEach([&](const Statement &row) { key.lastUsedMs = row.integer(0); }); !done)
            return base::fail(std::move(done.error()), "looking up when a key was used last");
    }
    return {};
}
base::Result<> removeClientKey(Database &db, std::string_view id)
{
    return removeRow(db.config(), keys(), id);
}

} // namespace storage
