#include "admin/collection.h"

#include "admin/backstage.h"
#include "admin/entered_key.h"
#include "admin/provider_rules.h"
#include "jobs/provider_check.h"
#include "storage/providers.h"
#include "upstream/presets.h"

namespace admin {
namespace {

base::Json rowOf(const model::ProviderKey *key, const jobs::Check &check)
{
    base::Json row = {{"key", key ? base::Json(key->name) : base::Json(nullptr)},
                      {"id", key ? base::Json(key->id) : base::Json(nullptr)},
                      {"ok", check.ok}};
    if (!check.ok)
        row["error"] = check.problem();
    if (check.status != 0) {
        row["status"] = check.status;
        row["duration_ms"] = static_cast<double>(check.latencyUs) / 1000.0;
    }
    row["models"] = check.models.size();
    row["steps"] = check.stepsJson();
    return row;
}

void passed(const Context &context, std::string_view providerId, std::string_view keyId)
{
    context.gateway.health.proved(providerId, keyId);
    context.gateway.health.reached(providerId, keyId);
}

/// Values as they would be saved. Errors: Unprocessable naming the field.
base::Result<model::Provider> unsavedProvider(const base::Json &body)
{
    model::Provider out{.name = "unsaved", .type = base::textOr(base::at(body, "type"), "custom")};
    base::Json fields = base::Json::object();
    for (const char *name : {"base_url", "options", "outbound", "headers"})
        if (body.contains(name))
            fields[name] = body[name];
    if (auto taken = model::applyJson(out, fields, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (const upstream::Preset *preset = upstream::findPreset(out.type); preset && out.baseUrl.empty())
        out.baseUrl = preset->baseUrl;
    if (auto fine = checkProvider(out); !fine)
        return base::fail(fine.error());
    return out;
}

/// The key that came with the request, or the one it says where to find. Errors: Unprocessable.
base::Result<secrets::SharedSecret> unsavedKey(const Context &context)
{
    if (context.request.entered)
        return context.request.entered;
    const base::Json &given = base::at(context.request.body, "key");
    if (!given.is_null() && !given.is_string())
        return base::fail(base::ErrorCode::Unprocessable, "the key must be text", "key");
    const std::string reference = base::textOr(given);
    if (auto own = checkReference(context.request, reference); !own)
        return base::fail(base::ErrorCode::Unprocessable, own.error().detail, "key");
    auto key = context.gateway.secrets.get(reference);
    if (!key)
        return base::fail(base::ErrorCode::Unprocessable, key.error().detail, "key");
    return key;
}

} // namespace

Outcome testProvider(const Context &context)
{
    const auto provider = storage::getProvider(context.db, context.request.pathValue("id"));
    if (!provider)
        return base::fail(provider.error());
    const auto keys = storage::listProviderKeys(context.db, provider->id);
    if (!keys)
        return base::fail(keys.error());
    base::Json rows = base::Json::array();
    if (jobs::isBuiltIn(*provider)) {
        rows.push_back(rowOf(nullptr, {.ok = true}));
    } else if (keys->empty()) {
        rows.push_back(rowOf(nullptr, jobs::checkWithoutKey(*provider, &context.gateway.proxies)));
    }
    const std::vector<jobs::Check> checks =
        jobs::checkKeys(context.gateway.secrets, *provider, *keys, &context.gateway.proxies);
    for (std::size_t i = 0; i < checks.size(); ++i) {
        if (checks[i].ok)
            passed(context, provider->id, (*keys)[i].id);
        rows.push_back(rowOf(&(*keys)[i], checks[i]));
    }
    const bool ok = std::ranges::all_of(rows, [](const base::Json &row) { return row["ok"] == true; });
    return base::Json{{"ok", ok}, {"keys", std::move(rows)}};
}

Outcome probeProviderKey(const Context &context)
{
    const auto provider = storage::getProvider(context.db, context.request.pathValue("provider"));
    if (!provider)
        return base::fail(provider.error());
    const auto key = storage::getProviderKey(context.db, context.request.pathValue("key"));
    if (!key || key->providerId != provider->id)
        return base::fail(base::ErrorCode::NotFound, "this provider has no such key");
    const jobs::Check check =
        jobs::checkKeys(context.gateway.secrets, *provider, std::span(&*key, 1), &context.gateway.proxies).front();
    if (check.ok)
        passed(context, provider->id, key->id);
    return check.json();
}

Outcome tryProvider(const Context &context)
{
    const auto provider = unsavedProvider(context.request.body);
    if (!provider)
        return base::fail(provider.error());
    if (jobs::isBuiltIn(*provider))
        return jobs::Check{.ok = true}.json();
    auto key = unsavedKey(context);
    if (!key)
        return base::fail(key.error());
    jobs::CheckInput input = jobs::checkOf(*provider, &context.gateway.proxies);
    input.credentials.secret = std::move(*key);
    input.wantedModel = base::textOr(base::at(context.request.body, "model"));
    return jobs::checkConnections(std::span(&input, 1)).front().json();
}

} // namespace admin
