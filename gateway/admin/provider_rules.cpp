#include "admin/provider_rules.h"

#include <algorithm>

#include "base/text.h"
#include "secrets/secret_store.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"
#include "upstream/presets.h"

namespace admin {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::int64_t kLargestWeight = 1'000'000;

auto wrong(std::string detail, std::string field)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), std::move(field));
}

base::Result<> checkName(const std::string &name)
{
    const bool control =
        std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (name.empty() || name.size() > kLongestName || !base::isUtf8(name) || control)
        return wrong("the name must be 1 to 64 bytes of readable text", "name");
    if (name.find_first_of("/|") != std::string::npos || base::trim(name).size() != name.size())
        return wrong(
            "the name must not hold / or | nor begin or end with a space: it stands before the / of model names",
            "name");
    return {};
}

base::Result<> checkWeights(std::int64_t weight, std::int64_t priority)
{
    if (weight < 0 || weight > kLargestWeight)
        return wrong("the weight must be from 0 to 1000000", "weight");
    if (priority < -kLargestWeight || priority > kLargestWeight)
        return wrong("the priority must be from -1000000 to 1000000", "priority");
    return {};
}

} // namespace

base::Result<> checkProvider(const model::Provider &provider)
{
    if (auto fine = checkName(provider.name); !fine)
        return fine;
    if (provider.name == "default")
        return wrong("the name `default` is taken: it means the default model", "name");
    const upstream::Preset *preset = upstream::findPreset(provider.type);
    if (preset == nullptr)
        return wrong("there is no provider type \"" + provider.type + "\"; GET /api/v1/providers/presets lists them",
                     "type");
    if (!preset->dialect.empty()) {
        if (provider.baseUrl.empty())
            return wrong("the base URL is required, for instance https://host/v1", "base_url");
        if (provider.baseUrl.ends_with('/'))
            return wrong("the base URL must not end with /", "base_url");
        if (auto fine = upstream::checkOptions(provider); !fine)
            return fine;
        if (auto origin = upstream::originOf(upstream::baseUrlOf(provider)); !origin)
            return wrong("the base URL " + origin.error().detail, "base_url");
    }
    for (const auto &[name, value] : provider.headers) {
        if (auto fine = upstream::checkHeaderName(name); !fine)
            return wrong(fine.error().detail, "headers");
        if (auto fine = upstream::checkHeaderValue(value); !fine)
            return wrong(fine.error().detail, "headers");
    }
    if (provider.concurrency < 0)
        return wrong("the concurrency limit must not be negative", "concurrency");
    return checkWeights(provider.weight, provider.priority);
}

base::Result<> checkProviderKey(const model::ProviderKey &key)
{
    if (auto fine = checkName(key.name); !fine)
        return fine;
    if (auto known = secrets::SecretStore::check(key.secret); !known)
        return wrong("the secret " + known.error().detail, "secret");
    return checkWeights(key.weight, key.priority);
}

base::Result<> bindToOrigin(model::ProviderKey &key, const model::Provider &provider)
{
    if (auto fine = checkProviderKey(key); !fine)
        return fine;
    if (provider.baseUrl.empty())
        return wrong("this provider takes no key", "secret");
    auto origin = upstream::originOf(upstream::baseUrlOf(provider));
    if (!origin)
        return wrong("the base URL " + origin.error().detail, "base_url");
    key.origin = std::move(*origin);
    return {};
}

} // namespace admin
