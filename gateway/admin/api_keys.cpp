#include "admin/collection.h"

#include "access/client_key.h"
#include "admin/backstage.h"
#include "base/id.h"
#include "storage/client_keys.h"

namespace admin {
namespace {

base::Result<> checkKey(const model::ClientKey &key)
{
    if (key.name.empty() || key.name.size() > 128 || !base::isUtf8(key.name))
        return base::fail(base::ErrorCode::Unprocessable, "the name must be 1 to 128 bytes of text", "name");
    return {};
}

/// Nobody hands out more than they have.
base::Result<> checkRole(const Context &context, model::Role role)
{
    if (role <= context.request.caller.role)
        return {};
    return base::fail(base::ErrorCode::Forbidden, "you cannot give a role above your own", "role");
}

/// The row with when it was used last.
Outcome shown(const Context &context, model::ClientKey key)
{
    if (auto done = storage::readLastUse(context.db, {&key, 1}); !done)
        return base::fail(done.error());
    return model::toJson(key);
}

/// The key once in clear, beside its row.
base::Json shownOnce(const model::ClientKey &row, const auth::NewKey &fresh)
{
    base::Json out = model::toJson(row);
    out["key"] = std::string(fresh.key.reveal());
    return out;
}

base::Result<model::ClientKey> keyOfPath(const Context &context)
{
    auto key = storage::getClientKey(context.db, context.request.pathValue("id"));
    if (key)
        if (auto allowed = checkRole(context, key->role); !allowed)
            return base::fail(allowed.error());
    return key;
}

Outcome save(const Context &context, const model::ClientKey &key)
{
    const auto saved = storage::updateClientKey(context.db, key);
    if (!saved)
        return base::fail(saved.error());
    return shown(context, *saved);
}

} // namespace

Outcome listApiKeys(const Context &context)
{
    auto keys = storage::listClientKeys(context.db);
    if (!keys)
        return base::fail(keys.error());
    if (auto done = storage::readLastUse(context.db, *keys); !done)
        return base::fail(done.error());
    return pageOf(context, *keys);
}

Outcome getApiKey(const Context &context)
{
    const auto key = storage::getClientKey(context.db, context.request.pathValue("id"));
    if (!key)
        return base::fail(key.error());
    return shown(context, *key);
}

Outcome createApiKey(const Context &context)
{
    model::ClientKey key;
    if (auto taken = model::applyJson(key, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = checkKey(key); !fine)
        return base::fail(fine.error());
    if (auto allowed = checkRole(context, key.role); !allowed)
        return base::fail(allowed.error());
    const auth::NewKey fresh = auth::makeClientKey();
    key.createdMs = context.gateway.clock.wallMillis();
    key.id = base::makeId("key_", key.createdMs);
    key.prefix = fresh.prefix;
    key.digest = fresh.digest;
    if (auto done = storage::insertClientKey(context.db, key); !done)
        return base::fail(done.error());
    return shownOnce(key, fresh);
}

Outcome updateApiKey(const Context &context)
{
    auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    if (auto current = checkVersion(context, key->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*key, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = checkKey(*key); !fine)
        return base::fail(fine.error());
    if (auto allowed = checkRole(context, key->role); !allowed)
        return base::fail(allowed.error());
    return save(context, *key);
}

Outcome deleteApiKey(const Context &context)
{
    const auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    if (auto done = storage::removeClientKey(context.db, key->id); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchApiKeys(const Context &context)
{
    return batch(context, updateApiKey, deleteApiKey);
}

Outcome revokeApiKey(const Context &context)
{
    auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    if (key->revokedMs == 0)
        key->revokedMs = context.gateway.clock.wallMillis();
    return save(context, *key);
}

/// The row keeps its id and its rights; the old key ends now.
Outcome rotateApiKey(const Context &context)
{
    auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    if (key->revokedMs != 0)
        return base::fail(base::ErrorCode::Conflict, "a revoked key cannot be rotated; create a new one");
    const auth::NewKey fresh = auth::makeClientKey();
    key->prefix = fresh.prefix;
    key->digest = fresh.digest;
    auto saved = storage::updateClientKey(context.db, *key);
    if (!saved)
        return base::fail(saved.error());
    if (auto done = storage::readLastUse(context.db, {&*saved, 1}); !done)
        return base::fail(done.error());
    return shownOnce(*saved, fresh);
}

} // namespace admin
