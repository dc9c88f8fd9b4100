#include "admin/collection.h"

#include <set>

#include "admin/backstage.h"
#include "base/id.h"
#include "jobs/provider_check.h"
#include "storage/providers.h"

namespace admin {
namespace {

using Names = std::vector<std::string>;

/// By the first of its keys in use that gets a list. Errors: Upstream, in the words of the key tried first.
base::Result<Names> listedModels(const Context &context, const model::Provider &provider)
{
    auto keys = storage::listProviderKeys(context.db, provider.id);
    if (!keys)
        return base::fail(keys.error());
    std::erase_if(*keys, [](const model::ProviderKey &key) { return !key.enabled; });
    std::vector<jobs::Check> checks =
        keys->empty() ? std::vector{jobs::checkWithoutKey(provider, &context.gateway.proxies)}
                      : jobs::checkKeys(context.gateway.secrets, provider, *keys, &context.gateway.proxies);
    const auto hit = std::ranges::find(checks, true, &jobs::Check::ok);
    if (hit == checks.end())
        return base::fail(base::ErrorCode::Upstream, checks.front().problem());
    return std::move(hit->models);
}

/// Those that `add` names, in the order of the list. Errors: Unprocessable.
base::Result<Names> wantedOf(const base::Json &add, const Names &listed)
{
    if (add.is_null())
        return Names();
    if (add == "all")
        return listed;
    if (!add.is_array())
        return base::fail(base::ErrorCode::Unprocessable, "\"add\" must be a list of names, or \"all\"", "add");
    std::set<std::string> names;
    for (const base::Json &name : add)
        names.insert(base::textOr(name));
    Names out;
    for (const std::string &name : listed)
        if (names.erase(name) != 0)
            out.push_back(name);
    if (!names.empty())
        return base::fail(base::ErrorCode::Unprocessable, "the provider does not list the model " + *names.begin(),
                          "add");
    return out;
}

} // namespace

Outcome askForModels(const Context &context)
{
    const auto provider = storage::getProvider(context.db, context.request.pathValue("id"));
    if (!provider)
        return base::fail(provider.error());
    if (jobs::isBuiltIn(*provider)) // it answers to any name
        return base::Json::array();
    auto listed = listedModels(context, *provider);
    if (!listed)
        return base::fail(listed.error());
    return base::Json(std::move(*listed));
}

Outcome discoverModels(const Context &context)
{
    const auto provider = storage::getProvider(context.db, context.request.pathValue("id"));
    if (!provider)
        return base::fail(provider.error());
    const auto models = storage::listProviderModels(context.db, provider->id);
    if (!models)
        return base::fail(models.error());
    std::set<std::string> known;
    for (const model::ProviderModel &model : *models)
        known.insert(model.name);
    const Names listed = context.request.asked.get<Names>();
    const auto wanted = wantedOf(base::at(context.request.body, "add"), listed);
    if (!wanted)
        return base::fail(wanted.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    base::Json added = base::Json::array();
    for (const std::string &name : *wanted) {
        if (!known.insert(name).second)
            continue;
        const model::ProviderModel model{
            .id = base::makeId("pmod_", now), .providerId = provider->id, .name = name, .createdMs = now};
        if (auto done = storage::insertProviderModel(context.db, model); !done)
            return base::fail(done.error());
        added.push_back(name);
    }
    base::Json rows = base::Json::array();
    for (const std::string &name : listed)
        rows.push_back({{"model", name}, {"known", known.contains(name)}});
    return base::Json{{"data", std::move(rows)}, {"added", std::move(added)}};
}

} // namespace admin
