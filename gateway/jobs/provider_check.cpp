#include "jobs/provider_check.h"

#include <algorithm>

#include "base/text.h"
#include "dialect/dialect.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"
#include "upstream/presets.h"

namespace jobs {
namespace {

/// Those the provider's own take the place of.
void addDialectHeaders(CheckInput &out, const upstream::Preset &preset)
{
    const dialect::Dialect *spoken = dialect::findDialect(upstream::mainDialect(preset));
    for (const std::string &line : base::split(spoken == nullptr ? std::string_view{} : spoken->headers, '\n')) {
        const auto colon = line.find(':');
        if (colon == std::string::npos)
            continue;
        const std::string name = line.substr(0, colon);
        const bool own = std::ranges::any_of(
            out.headers, [&](const auto &header) { return base::equalsIgnoringCase(header.first, name); });
        if (!own)
            out.headers.emplace_back(name, base::trim(line.substr(colon + 1)));
    }
}

} // namespace

bool isBuiltIn(const model::Provider &provider)
{
    const upstream::Preset *preset = upstream::findPreset(provider.type);
    return preset == nullptr || preset->dialect.empty();
}

CheckInput checkOf(const model::Provider &provider, const upstream::ProxyPool *proxies, std::string_view keyId)
{
    const upstream::Preset *preset = upstream::findPreset(provider.type);
    CheckInput out{.baseUrl = upstream::baseUrlOf(provider),
                   .modelList = upstream::modelListOf(provider),
                   .headers = provider.headers,
                   .pool = upstream::poolUseOf(provider, proxies, keyId)};
    if (preset == nullptr)
        return out;
    if (provider.baseUrl == preset->baseUrl)
        out.keyCheck = preset->keyCheck;
    out.credentials = {.style = preset->auth,
                       .region = upstream::optionOf(provider, "region"),
                       .service = std::string(preset->service)};
    addDialectHeaders(out, *preset);
    return out;
}

base::Result<secrets::SharedSecret> secretFor(secrets::SecretStore &secrets, const model::Provider &provider,
                                              const model::ProviderKey &key)
{
    auto secret = secrets.get(key.secret);
    if (!secret)
        return secret;
    const auto origin = upstream::originOf(upstream::baseUrlOf(provider));
    if (!origin || key.origin != *origin)
        return base::fail(base::ErrorCode::Unprocessable, "the key was entered for another address; enter it again");
    return secret;
}

std::vector<Check> checkKeys(secrets::SecretStore &secrets, const model::Provider &provider,
                             std::span<const model::ProviderKey> keys, const upstream::ProxyPool *proxies)
{
    std::vector<Check> out(keys.size());
    std::vector<CheckInput> inputs;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto secret = secretFor(secrets, provider, keys[i]);
        if (!secret) {
            out[i] = unreadableKey(secret.error().detail);
            continue;
        }
        inputs.push_back(checkOf(provider, proxies, keys[i].id));
        inputs.back().credentials.secret = std::move(*secret);
        places.push_back(i);
    }
    std::vector<Check> checks = checkConnections(inputs);
    for (std::size_t i = 0; i < checks.size(); ++i)
        out[places[i]] = std::move(checks[i]);
    return out;
}

Check checkWithoutKey(const model::Provider &provider, const upstream::ProxyPool *proxies)
{
    const CheckInput input = checkOf(provider, proxies);
    return checkConnections(std::span(&input, 1)).front();
}

} // namespace jobs
