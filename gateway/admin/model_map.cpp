#include "admin/collection.h"

#include <algorithm>
#include <array>

#include "admin/backstage.h"
#include "base/id.h"
#include "storage/model_map.h"
#include "storage/providers.h"
#include "storage/settings.h"

namespace admin {
namespace {

using model::AliasTarget;
using model::ModelAlias;
using model::Provider;

constexpr std::string_view kDefault = "default"; // means the default model everywhere

base::Result<> checkName(const std::string &name)
{
    const bool plain = std::ranges::none_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (name.empty() || name.size() > 256 || !base::isUtf8(name) || !plain || base::trim(name) != name)
        return base::fail(base::ErrorCode::Unprocessable,
                          "the name must be 1 to 256 bytes of text without spaces at its ends", "name");
    if (name == kDefault)
        return base::fail(base::ErrorCode::Unprocessable,
                          "`default` means the default model: set that in the settings, to an alias if you like",
                          "name");
    return {};
}

/// Finds the target's provider by id or name and puts its id there.
base::Result<> settle(const Context &context, const std::vector<Provider> &providers, AliasTarget &target,
                      const std::string &where)
{
    auto hit = std::ranges::find(providers, target.providerId, &Provider::id);
    if (hit == providers.end())
        hit = std::ranges::find(providers, target.providerId, &Provider::name);
    if (hit == providers.end())
        return base::fail(base::ErrorCode::Unprocessable, "there is no provider \"" + target.providerId + "\"",
                          where + ".provider");
    target.providerId = hit->id;
    if (hit->anyModel)
        return {};
    const auto models = storage::listProviderModels(context.db, hit->id);
    if (!models)
        return base::fail(models.error());
    if (std::ranges::find(*models, target.model, &model::ProviderModel::name) != models->end())
        return {};
    return base::fail(base::ErrorCode::Unprocessable,
                      "the provider \"" + hit->name + "\" does not list the model \"" + target.model
                          + "\"; add it there first",
                      where + ".model");
}

base::Result<> settleTargets(const Context &context, ModelAlias &alias)
{
    const auto providers = storage::listProviders(context.db);
    if (!providers)
        return base::fail(providers.error());
    for (std::size_t i = 0; i < alias.targets.size(); ++i)
        if (auto fine = settle(context, *providers, alias.targets[i], "targets[" + std::to_string(i) + "]"); !fine)
            return fine;
    return {};
}

/// By id or by name.
base::Result<ModelAlias> aliasOfPath(const Context &context)
{
    const std::string_view named = context.request.pathValue("alias");
    const std::string_view wanted = named.empty() ? context.request.pathValue("id") : named; // `id` in a batch
    auto all = storage::listAliases(context.db);
    if (!all)
        return base::fail(all.error());
    for (ModelAlias &alias : *all)
        if (alias.id == wanted || alias.name == wanted)
            return std::move(alias);
    return base::fail(base::ErrorCode::NotFound, "the model map has no such alias");
}

/// Puts the names of the providers beside their ids; null where one is gone.
base::Result<> addProviderNames(const Context &context, base::Json &rows)
{
    const auto providers = storage::listProviders(context.db);
    if (!providers)
        return base::fail(providers.error());
    for (base::Json &row : rows)
        for (base::Json &target : row["targets"]) {
            const auto hit = std::ranges::find(*providers, base::textOr(target["provider"]), &Provider::id);
            target["provider_name"] = hit == providers->end() ? base::Json(nullptr) : base::Json(hit->name);
        }
    return {};
}

Outcome shown(const Context &context, const ModelAlias &alias)
{
    base::Json rows = base::Json::array({model::toJson(alias)});
    if (auto named = addProviderNames(context, rows); !named)
        return base::fail(named.error());
    return std::move(rows.front());
}

} // namespace

Outcome listAliases(const Context &context)
{
    const auto aliases = storage::listAliases(context.db);
    if (!aliases)
        return base::fail(aliases.error());
    auto page = pageOf(context, *aliases);
    if (!page)
        return page;
    if (auto named = addProviderNames(context, (*page)["data"]); !named)
        return base::fail(named.error());
    return page;
}

Outcome createAlias(const Context &context)
{
    ModelAlias alias;
    if (auto taken = model::applyJson(alias, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = checkName(alias.name); !fine)
        return base::fail(fine.error());
    if (auto settled = settleTargets(context, alias); !settled)
        return base::fail(settled.error());
    alias.createdMs = context.gateway.clock.wallMillis();
    alias.id = base::makeId("alias_", alias.createdMs);
    if (auto done = storage::insertAlias(context.db, alias); !done)
        return base::fail(done.error());
    return shown(context, alias);
}

Outcome getAlias(const Context &context)
{
    const auto alias = aliasOfPath(context);
    if (!alias)
        return base::fail(alias.error());
    return shown(context, *alias);
}

Outcome updateAlias(const Context &context)
{
    auto alias = aliasOfPath(context);
    if (!alias)
        return base::fail(alias.error());
    if (auto current = checkVersion(context, alias->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*alias, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = checkName(alias->name); !fine)
        return base::fail(fine.error());
    // A target whose provider or model went meanwhile must not stand in the way of changing something else.
    if (context.request.body.contains("targets"))
        if (auto settled = settleTargets(context, *alias); !settled)
            return base::fail(settled.error());
    const auto saved = storage::updateAlias(context.db, *alias);
    if (!saved)
        return base::fail(saved.error());
    return shown(context, *saved);
}

Outcome deleteAlias(const Context &context)
{
    const auto alias = aliasOfPath(context);
    if (!alias)
        return base::fail(alias.error());
    if (auto done = storage::removeAlias(context.db, alias->id); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchAliases(const Context &context)
{
    return batch(context, updateAlias, deleteAlias);
}

Outcome updateDefaults(const Context &context)
{
    static constexpr std::array<std::string_view, 7> kFields{"default_model",  "strategy",      "affinity",  "hedging",
                                                             "hedge_after_ms", "hedge_percent", "if_version"};
    for (const auto &[name, value] : context.request.body.items())
        if (std::ranges::find(kFields, name) == kFields.end())
            return base::fail(base::ErrorCode::Unprocessable,
                              "there is no field \"" + name + "\" among the defaults of routing", name);
    return updateSettings(context);
}

} // namespace admin
