#include "admin/collection.h"

#include "admin/backstage.h"
#include "admin/entered_key.h"
#include "admin/key_states.h"
#include "admin/provider_rules.h"
#include "admin/target_health.h"
#include "base/id.h"
#include "secrets/reference.h"
#include "storage/providers.h"

namespace admin {
namespace {

/// The key of the path, if it belongs to the provider of the path.
base::Result<model::ProviderKey> keyOfPath(const Context &context)
{
    const std::string_view id =
        context.request.pathValue("key").empty() ? context.request.pathValue("id") : context.request.pathValue("key");
    auto key = storage::getProviderKey(context.db, id);
    const std::string_view provider = context.request.pathValue("provider");
    if (key && !provider.empty() && key->providerId != provider)
        return base::fail(base::ErrorCode::NotFound, "this provider has no such key");
    return key;
}

} // namespace

Outcome listProviderKeys(const Context &context)
{
    const std::string_view id = context.request.pathValue("provider");
    const auto provider = storage::getProvider(context.db, id);
    if (!provider)
        return base::fail(provider.error());
    auto keys = storage::listProviderKeys(context.db, id);
    if (!keys)
        return base::fail(keys.error());
    tellStates(context, *keys);
    auto page = pageOf(context, *keys);
    if (page)
        tellHealth(context, *provider, (*page)["data"]);
    return page;
}

Outcome createProviderKey(const Context &context)
{
    const auto provider = storage::getProvider(context.db, context.request.pathValue("provider"));
    if (!provider)
        return base::fail(provider.error());
    model::ProviderKey key;
    if (auto taken = model::applyJson(key, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto own = checkReference(context.request, key.secret); !own)
        return base::fail(own.error());
    if (auto bound = bindToOrigin(key, *provider); !bound)
        return base::fail(bound.error());
    key.createdMs = context.gateway.clock.wallMillis();
    key.id = base::makeId("pkey_", key.createdMs);
    key.providerId = provider->id;
    if (auto done = storage::insertProviderKey(context.db, key); !done)
        return base::fail(done.error());
    tellState(context, key);
    return model::toJson(key);
}

Outcome updateProviderKey(const Context &context)
{
    auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    if (auto current = checkVersion(context, key->version); !current)
        return base::fail(current.error());
    const std::string before = key->secret;
    if (auto taken = model::applyJson(*key, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto own = checkReference(context.request, key->secret, before); !own)
        return base::fail(own.error());
    // Entered again: it belongs to where the provider is now. The name of a keychain entry is only what was shown.
    const bool shownBack = key->secret == before && secrets::kindOf(before) == secrets::Kind::Keychain;
    if (context.request.body.contains("secret") && !shownBack) {
        const auto provider = storage::getProvider(context.db, key->providerId);
        if (!provider)
            return base::fail(provider.error());
        if (auto bound = bindToOrigin(*key, *provider); !bound)
            return base::fail(bound.error());
    }
    if (auto fine = checkProviderKey(*key); !fine)
        return base::fail(fine.error());
    auto saved = storage::updateProviderKey(context.db, *key);
    if (!saved)
        return base::fail(saved.error());
    tellState(context, *saved);
    return model::toJson(*saved);
}

Outcome deleteProviderKey(const Context &context)
{
    const auto key = keyOfPath(context);
    if (!key)
        return base::fail(key.error());
    if (auto done = storage::removeProviderKey(context.db, key->id); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchProviderKeys(const Context &context)
{
    return batch(context, updateProviderKey, deleteProviderKey);
}

} // namespace admin
