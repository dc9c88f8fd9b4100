#include "storage/client_keys.h"

#include "storage/resource.h"

namespace storage {
namespace {

using model::ClientKey;

const Table<ClientKey> &keys()
{
    static const Table<ClientKey> table("api_keys", {
                                                        column<ClientKey, &ClientKey::id>("id"),
                                                        column<ClientKey, &ClientKey::name>("name"),
                                                        column<ClientKey, &ClientKey::prefix>("prefix"),
                                                        column<ClientKey, &ClientKey::digest>("digest"),
                                                        column<ClientKey, &ClientKey::role>("role"),
                                                        column<ClientKey, &ClientKey::allowedModels>("allowed_models"),
                                                        column<ClientKey, &ClientKey::expiresMs>("expires_ms"),
                                                        column<ClientKey, &ClientKey::revokedMs>("revoked_ms"),
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
base::Result<> removeClientKey(Database &db, std::string_view id)
{
    return removeRow(db.config(), keys(), id);
}

} // namespace storage
