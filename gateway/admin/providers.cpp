#include "admin/collection.h"

#include "admin/backstage.h"
#include "admin/entered_key.h"
#include "admin/key_states.h"
#include "admin/provider_rules.h"
#include "base/id.h"
#include "storage/providers.h"
#include "upstream/presets.h"

namespace admin {
namespace {

/// With its keys and models, as the API shows it.
base::Result<model::Provider> whole(const Context &context, std::string_view id)
{
    auto provider = storage::getProvider(context.db, id);
    if (!provider)
        return provider;
    auto keys = storage::listProviderKeys(context.db, id);
    auto models = storage::listProviderModels(context.db, id);
    if (!keys || !models)
        return base::fail(keys ? models.error() : keys.error());
    tellStates(context, *keys);
    provider->keys = std::move(*keys);
    provider->models = std::move(*models);
    return provider;
}

Outcome shown(const Context &context, std::string_view id)
{
    const auto provider = whole(context, id);
    if (!provider)
        return base::fail(provider.error());
    return model::toJson(*provider);
}

base::Json optionsJson(const upstream::Preset &preset)
{
    base::Json out = base::Json::array();
    for (const upstream::PresetOption &option : preset.options)
        out.push_back({{"name", option.name},
                       {"label", option.label},
                       {"hint", option.hint},
                       {"default", option.initial},
                       {"required", option.required}});
    return out;
}

} // namespace

Outcome listProviders(const Context &context)
{
    auto all = storage::listProviders(context.db);
    if (!all)
        return base::fail(all.error());
    for (model::Provider &provider : *all) {
        auto complete = whole(context, provider.id);
        if (!complete)
            return base::fail(complete.error());
        provider = std::move(*complete);
    }
    return pageOf(context, *all);
}

Outcome getProvider(const Context &context)
{
    return shown(context, context.request.pathValue("id"));
}

Outcome createProvider(const Context &context)
{
    model::Provider provider;
    if (auto taken = model::applyJson(provider, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (const upstream::Preset *preset = upstream::findPreset(provider.type); preset && provider.baseUrl.empty())
        provider.baseUrl = preset->baseUrl;
    if (auto fine = checkProvider(provider); !fine)
        return base::fail(fine.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    provider.id = base::makeId("prov_", now);
    provider.createdMs = now;
    if (auto done = storage::insertProvider(context.db, provider); !done)
        return base::fail(done.error());
    for (model::ProviderKey &key : provider.keys) {
        key.id = base::makeId("pkey_", now);
        key.providerId = provider.id;
        key.createdMs = now;
        if (auto own = checkReference(context.request, key.secret); !own)
            return base::fail(base::ErrorCode::Unprocessable, own.error().detail, "key");
        if (auto bound = bindToOrigin(key, provider); !bound)
            return base::fail(base::ErrorCode::Unprocessable, bound.error().detail, "key");
        if (auto done = storage::insertProviderKey(context.db, key); !done)
            return base::fail(done.error());
    }
    for (model::ProviderModel &model : provider.models) {
        model.id = base::makeId("pmod_", now);
        model.providerId = provider.id;
        model.createdMs = now;
        if (auto done = storage::insertProviderModel(context.db, model); !done)
            return base::fail(base::ErrorCode::Unprocessable, "a model is listed twice: " + model.name, "models");
    }
    return shown(context, provider.id);
}

Outcome updateProvider(const Context &context)
{
    auto provider = storage::getProvider(context.db, context.request.pathValue("id"));
    if (!provider)
        return base::fail(provider.error());
    if (auto current = checkVersion(context, provider->version); !current)
        return base::fail(current.error());
    if (context.request.body.contains("key"))
        return base::fail(base::ErrorCode::Unprocessable, "keys are changed below /providers/{id}/keys", "key");
    if (auto taken = model::applyJson(*provider, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = checkProvider(*provider); !fine)
        return base::fail(fine.error());
    const auto saved = storage::updateProvider(context.db, *provider);
    if (!saved)
        return base::fail(saved.error());
    return shown(context, saved->id);
}

Outcome deleteProvider(const Context &context)
{
    if (auto done = storage::removeProvider(context.db, context.request.pathValue("id")); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchProviders(const Context &context)
{
    return batch(context, updateProvider, deleteProvider);
}

Outcome listPresets(const Context &)
{
    base::Json rows = base::Json::array();
    for (const upstream::Preset &preset : upstream::presets())
        rows.push_back({{"id", preset.id},
                        {"label", preset.label},
                        {"group", upstream::toWord(preset.group)},
                        {"icon", preset.icon},
                        {"dialect", upstream::mainDialect(preset)},
                        {"dialects", upstream::dialectsOf(preset)},
                        {"base_url", preset.baseUrl},
                        {"needs_key", preset.needsKey},
                        {"key_hint", preset.keyHint},
                        {"key_url", preset.keyUrl},
                        {"environment", upstream::variablesOf(preset)},
                        {"docs_url", preset.docsUrl},
                        {"auth", upstream::toWord(preset.auth)},
                        {"options", optionsJson(preset)}});
    return listOf(std::move(rows));
}

} // namespace admin
