#include <algorithm>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/entered_key.h"
#include "admin/proxy_handlers.h"
#include "admin/proxy_health.h"
#include "admin/proxy_rules.h"
#include "base/id.h"
#include "model/proxy.h"
#include "storage/proxies.h"

namespace admin {
namespace {

using model::Proxy;

void tellState(const Context &context, Proxy &proxy)
{
    secrets::SecretState state = context.gateway.secrets.stateOf(proxy.secret);
    proxy.secretState = secrets::toWord(state.readiness);
    proxy.secretMessage = std::move(state.message);
}

base::Json shown(const Context &context, Proxy proxy)
{
    tellState(context, proxy);
    return model::toJson(proxy);
}

base::Result<> check(const Context &context, const Proxy &proxy, const Proxy &before)
{
    if (auto fine = checkProxy(proxy); !fine)
        return fine;
    if (auto own = checkReference(context.request, proxy.secret, before.secret); !own)
        return own;
    if (passwordWouldMove(proxy, before))
        return base::fail(base::ErrorCode::Unprocessable, "give the password again: it would be shown to another proxy",
                          "secret");
    return {};
}

/// Errors: Conflict in words that name the field.
base::Result<> nameIsFree(base::Result<> stored)
{
    if (!stored && stored.error().code == base::ErrorCode::Conflict && stored.error().param.empty())
        return base::fail(base::ErrorCode::Conflict, "there is another proxy of this name", "name");
    return stored;
}

} // namespace

Outcome listProxies(const Context &context)
{
    auto all = storage::listProxies(context.db);
    if (!all)
        return base::fail(all.error());
    for (Proxy &proxy : *all)
        tellState(context, proxy);
    return pageOf(context, *all);
}

Outcome getProxy(const Context &context)
{
    auto proxy = storage::getProxy(context.db, context.request.pathValue("id"));
    if (!proxy)
        return base::fail(proxy.error());
    return shown(context, std::move(*proxy));
}

Outcome createProxy(const Context &context)
{
    Proxy proxy;
    if (auto taken = model::applyJson(proxy, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = check(context, proxy, {}); !fine)
        return base::fail(fine.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    proxy.id = base::makeId("prox_", now);
    proxy.createdMs = now;
    if (auto done = nameIsFree(storage::insertProxy(context.db, proxy)); !done)
        return base::fail(done.error());
    return shown(context, std::move(proxy));
}

Outcome updateProxy(const Context &context)
{
    auto proxy = storage::getProxy(context.db, context.request.pathValue("id"));
    if (!proxy)
        return base::fail(proxy.error());
    const Proxy before = *proxy;
    if (auto current = checkVersion(context, proxy->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*proxy, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = check(context, *proxy, before); !fine)
        return base::fail(fine.error());
    auto saved = storage::updateProxy(context.db, std::move(*proxy));
    if (auto free = nameIsFree(saved ? base::Result<>() : base::Result<>(base::fail(saved.error()))); !free)
        return base::fail(free.error());
    return shown(context, std::move(*saved));
}

Outcome deleteProxy(const Context &context)
{
    if (auto done = storage::removeProxy(context.db, context.request.pathValue("id")); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchProxies(const Context &context)
{
    return batch(context, updateProxy, deleteProxy);
}

Outcome drainProxy(const Context &context)
{
    auto proxy = storage::getProxy(context.db, context.request.pathValue("id"));
    if (!proxy)
        return base::fail(proxy.error());
    if (proxy->enabled) {
        proxy->enabled = false;
        proxy = storage::updateProxy(context.db, std::move(*proxy));
        if (!proxy)
            return base::fail(proxy.error());
    }
    return proxyHealthRow(context, *proxy);
}

} // namespace admin
