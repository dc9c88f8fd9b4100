#include "access/cidr.h"
#include "access/client_key.h"
#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/owner_checks.h"
#include "admin/signing_secret.h"
#include "admin/tenancy.h"
#include "base/id.h"
#include "storage/client_keys.h"
#include "storage/people.h"

namespace admin {
namespace {

constexpr std::int64_t kLongestGraceS = 30 * 86'400;

base::Result<> checkKey(const model::ClientKey &key)
{
    if (key.name.empty() || key.name.size() > 128 || !base::isUtf8(key.name))
        return base::fail(base::ErrorCode::Unprocessable, "the name must be 1 to 128 bytes of text", "name");
    return {};
}

/// What it names, and where it may be used from: what was given anew, since what has gone meanwhile must not stand in
/// the way of other changes.
base::Result<> settle(const Context &context, model::ClientKey &key, const model::ClientKey &before)
{
    if (auto fine = checkKey(key); !fine)
        return fine;
    if (auto allowed = checkRole(context, key.role); !allowed)
        return allowed;
    if (auto tags = checkTags(key.tags); !tags)
        return tags;
    if (auto owner = settleOwner(context, key, before); !owner)
        return owner;
    if (key.allowedProviders != before.allowedProviders)
        if (auto providers = settleProviders(context, key.allowedProviders); !providers)
            return providers;
    const auto addresses = auth::CidrList::parse(key.allowedAddresses, "allowed_ips");
    return addresses ? base::Result<>() : base::Result<>(base::fail(addresses.error()));
}

/// With names, and without a key before that has ended.
void complete(model::ClientKey &key, const std::map<std::string, std::string> &names, std::int64_t nowMs)
{
    const auto nameOf = [&](const std::string &id) {
        const auto hit = names.find(id);
        return hit == names.end() ? std::string() : hit->second;
    };
    key.userName = nameOf(key.userId);
    key.teamName = nameOf(key.teamId);
    if (key.previousUntilMs <= nowMs) {
        key.previousUntilMs = 0;
        key.previousPrefix.clear();
    }
}

/// The rows as they are shown: with when each was used last, and names.
base::Result<> complete(const Context &context, std::span<model::ClientKey> keys)
{
    if (auto done = storage::readLastUse(context.db, keys); !done)
        return done;
    const auto names = storage::ownerNames(context.db);
    if (!names)
        return base::fail(names.error());
    for (model::ClientKey &key : keys)
        complete(key, *names, context.gateway.clock.wallMillis());
    return {};
}

Outcome shown(const Context &context, model::ClientKey key)
{
    if (auto done = complete(context, {&key, 1}); !done)
        return base::fail(done.error());
    return model::toJson(key);
}

/// The key once in clear, beside its row.
Outcome shownOnce(const Context &context, model::ClientKey row, const auth::NewKey &fresh)
{
    auto out = shown(context, std::move(row));
    if (out)
        (*out)["key"] = std::string(fresh.key.reveal());
    return out;
}

base::Result<model::ClientKey> keyOfPath(const Context &context)
{
    auto key = storage::getClientKey(context.db, context.request.pathValue("id"));
    if (key && !sees(context, {key->userId, key->teamId}, key->id))
        return base::fail(base::ErrorCode::NotFound, "there is no such key");
    return key;
}

/// One that the caller may change.
base::Result<model::ClientKey> keyToChange(const Context &context)
{
    auto key = keyOfPath(context);
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
    const std::string_view user = context.request.queryValue("user");
    const std::string_view team = context.request.queryValue("team");
    std::erase_if(*keys, [&](const model::ClientKey &key) {
        return !sees(context, {key.userId, key.teamId}, key.id) || (!user.empty() && key.userId != user)
               || (!team.empty() && key.teamId != team);
    });
    if (auto done = complete(context, *keys); !done)
        return base::fail(done.error());
    return pageOf(context, *keys);
}

Outcome getApiKey(const Context &context)
{
    auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    return shown(context, std::move(*key));
}

Outcome createApiKey(const Context &context)
{
    model::ClientKey key;
    if (auto taken = model::applyJson(key, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = settle(context, key, {}); !fine)
        return base::fail(fine.error());
    if (auto secret = settleSigning(context.request, key); !secret)
        return base::fail(secret.error());
    const auth::NewKey fresh = auth::makeClientKey();
    key.createdMs = context.gateway.clock.wallMillis();
    key.id = base::makeId("key_", key.createdMs);
    key.prefix = fresh.prefix;
    key.digest = fresh.digest;
    if (auto done = storage::insertClientKey(context.db, key); !done)
        return base::fail(done.error());
    return withSigningKey(context.request, shownOnce(context, key, fresh), key);
}

Outcome updateApiKey(const Context &context)
{
    auto key = keyToChange(context);
    if (!key)
        return base::fail(key.error());
    const model::ClientKey before = *key;
    if (auto current = checkVersion(context, key->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*key, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = settle(context, *key, before); !fine)
        return base::fail(fine.error());
    if (auto secret = settleSigning(context.request, *key, before); !secret)
        return base::fail(secret.error());
    return withSigningKey(context.request, save(context, *key), *key);
}

Outcome deleteApiKey(const Context &context)
{
    const auto key = keyToChange(context);
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
    auto key = keyToChange(context);
    if (!key)
        return base::fail(key.error());
    if (key->revokedMs == 0)
        key->revokedMs = context.gateway.clock.wallMillis();
    return save(context, *key);
}

/// The row keeps its id and its rights. The old key ends now, or lives on for as long as is wanted; one from an earlier
/// rotation ends now in any case.
Outcome rotateApiKey(const Context &context)
{
    auto key = keyToChange(context);
    if (!key)
        return base::fail(key.error());
    if (key->revokedMs != 0)
        return base::fail(base::ErrorCode::Conflict, "a revoked key cannot be rotated; create a new one");
    const base::Json &given = base::at(context.request.body, "grace_s");
    const auto grace = given.is_null() ? std::optional<std::int64_t>(0) : base::integerIn(given);
    if (!grace || *grace < 0 || *grace > kLongestGraceS)
        return base::fail(base::ErrorCode::Unprocessable, "must be whole seconds from 0 to 2592000", "grace_s");
    key->previousDigest = *grace == 0 ? model::Digest{} : key->digest;
    key->previousPrefix = *grace == 0 ? std::string() : key->prefix;
    key->previousUntilMs = *grace == 0 ? 0 : context.gateway.clock.wallMillis() + *grace * 1000;
    const auth::NewKey fresh = auth::makeClientKey();
    key->prefix = fresh.prefix;
    key->digest = fresh.digest;
    auto saved = storage::updateClientKey(context.db, *key);
    if (!saved)
        return base::fail(saved.error());
    return shownOnce(context, std::move(*saved), fresh);
}

} // namespace admin
