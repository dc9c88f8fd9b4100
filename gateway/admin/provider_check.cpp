#include "admin/provider_check.h"

#include "admin/backstage.h"
#include "upstream/outbound_rules.h"
#include "upstream/presets.h"

namespace admin {
namespace {

/// The key itself, if it was entered for where the provider is now.
base::Result<secrets::SharedSecret> secretFor(const Context &context, const model::Provider &provider,
                                              const model::ProviderKey &key)
{
    auto secret = context.gateway.secrets.get(key.secret);
    if (!secret)
        return secret;
    const auto origin = upstream::originOf(provider.baseUrl);
    if (!origin || key.origin != *origin)
        return base::fail(base::ErrorCode::Unprocessable, "the key was entered for another address; enter it again");
    return secret;
}

} // namespace

bool isBuiltIn(const model::Provider &provider)
{
    const upstream::Preset *preset = upstream::findPreset(provider.type);
    return preset == nullptr || preset->dialect.empty();
}

CheckInput checkOf(const model::Provider &provider)
{
    const upstream::Preset *preset = upstream::findPreset(provider.type);
    CheckInput out{.baseUrl = provider.baseUrl, .headers = provider.headers};
    if (preset != nullptr && provider.baseUrl == preset->baseUrl)
        out.keyCheck = preset->keyCheck;
    return out;
}

std::vector<Check> checkKeys(const Context &context, const model::Provider &provider,
                             std::span<const model::ProviderKey> keys)
{
    std::vector<Check> out(keys.size());
    std::vector<CheckInput> inputs;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto secret = secretFor(context, provider, keys[i]);
        if (!secret) {
            out[i] = unreadableKey(secret.error().detail);
            continue;
        }
        inputs.push_back(checkOf(provider));
        inputs.back().key = std::move(*secret);
        places.push_back(i);
    }
    std::vector<Check> checks = checkConnections(inputs);
    for (std::size_t i = 0; i < checks.size(); ++i)
        out[places[i]] = std::move(checks[i]);
    return out;
}

Check checkWithoutKey(const model::Provider &provider)
{
    const CheckInput input = checkOf(provider);
    return checkConnections(std::span(&input, 1)).front();
}

} // namespace admin
