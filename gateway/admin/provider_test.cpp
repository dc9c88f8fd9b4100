#include "admin/collection.h"

#include "admin/backstage.h"
#include "base/text.h"
#include "storage/providers.h"
#include "upstream/fetch.h"
#include "upstream/outbound_rules.h"
#include "upstream/presets.h"

namespace admin {
namespace {

constexpr std::size_t kMostModelList = std::size_t{4} << 20; // OpenRouter's list is over one MiB

/// One `GET /models` with one key: only to the saved URL, and only if the key was entered for it.
base::Json probe(const Context &context, const model::Provider &provider, const model::ProviderKey *key)
{
    base::Json row = {{"key", key ? base::Json(key->name) : base::Json(nullptr)}, {"ok", false}};
    upstream::FetchRequest request;
    request.url = provider.baseUrl + "/models";
    request.headers = provider.headers;
    request.mostBytes = kMostModelList;
    if (key != nullptr) {
        const auto origin = upstream::originOf(provider.baseUrl);
        const auto secret = context.gateway.secrets.get(key->secret);
        if (!secret || !origin || key->origin != *origin) {
            row["error"] = !secret ? secret.error().detail : "the key was entered for another address; enter it again";
            return row;
        }
        request.bearer = *secret;
    }
    const auto answer = upstream::fetch(request);
    if (!answer) {
        row["error"] = answer.error().detail;
        return row;
    }
    row["status"] = answer->status;
    row["duration_ms"] = static_cast<double>(answer->durationUs) / 1000.0;
    const auto json = base::parseJson(answer->body);
    const base::Json &models = json ? base::at(*json, "data") : base::at(base::Json(), "data");
    row["ok"] = answer->status == 200;
    row["models"] = models.is_array() ? models.size() : 0;
    if (answer->status == 401 || answer->status == 403)
        row["error"] = "the provider does not accept this key";
    else if (answer->status != 200)
        row["error"] = "the provider answered " + std::to_string(answer->status);
    return row;
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
    const upstream::Preset *preset = upstream::findPreset(provider->type);
    if (preset == nullptr || preset->dialect.empty())
        rows.push_back({{"key", nullptr}, {"ok", true}, {"models", 0}});
    else if (keys->empty())
        rows.push_back(probe(context, *provider, nullptr));
    for (const model::ProviderKey &key : *keys)
        rows.push_back(probe(context, *provider, &key));
    const bool ok = std::ranges::all_of(rows, [](const base::Json &row) { return row["ok"] == true; });
    return base::Json{{"ok", ok}, {"keys", std::move(rows)}};
}

} // namespace admin
