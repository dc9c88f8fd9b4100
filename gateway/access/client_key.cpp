#include "access/client_key.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <sodium.h>

#include "access/cidr.h"
#include "base/text.h"

namespace auth {
namespace {

constexpr std::string_view kKeyStart = "sy-";
constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kPrefixShown = 9;
constexpr std::size_t kLongestKey = 256;

auto unknown()
{
    return base::fail(base::ErrorCode::Unauthorized,
                      "this API key is not valid; create one with `switchyard key create --name NAME`");
}

bool mayComeFrom(const model::ClientKey &key, std::string_view peer)
{
    const auto address = parseIp(peer);
    return address && key.addresses != nullptr && key.addresses->contains(*address);
}

} // namespace

model::Digest digestOf(std::string_view key)
{
    model::Digest out{};
    crypto_hash_sha256(out.data(), reinterpret_cast<const unsigned char *>(key.data()), key.size());
    return out;
}

bool sameDigest(const model::Digest &a, const model::Digest &b)
{
    return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

NewKey makeClientKey()
{
    std::array<unsigned char, kRandomBytes> random{};
    if (sodium_init() < 0)
        std::abort(); // no randomness, no keys
    randombytes_buf(random.data(), random.size());
    std::array<char, sodium_base64_ENCODED_LEN(kRandomBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    std::string key = std::string(kKeyStart) + text.data();
    sodium_memzero(random.data(), random.size());
    sodium_memzero(text.data(), text.size());
    NewKey out;
    out.prefix = key.substr(0, kPrefixShown);
    out.digest = digestOf(key);
    out.key = base::Secret(std::move(key));
    return out;
}

base::Result<std::string_view> presentedKey(std::string_view authorization,
                                            std::initializer_list<std::string_view> others)
{
    std::string_view bearer;
    if (base::startsWithIgnoringCase(authorization, "bearer "))
        bearer = base::trim(authorization.substr(7));
    std::string_view shown = bearer;
    for (const std::string_view candidate : others) {
        if (candidate.empty())
            continue;
        if (!shown.empty() && shown != candidate)
            return base::fail(base::ErrorCode::BadRequest, "the request shows two different API keys; send one");
        shown = candidate;
    }
    if (shown.empty())
        return base::fail(base::ErrorCode::Unauthorized,
                          "no API key was sent; put it in the header `Authorization: Bearer KEY`");
    return shown;
}

base::Result<const model::ClientKey *> admit(const model::Plan &plan, const Showing &showing)
{
    if (showing.key.size() > kLongestKey)
        return unknown();
    const auto hit = plan.clientKeys.find(digestOf(showing.key));
    if (hit == plan.clientKeys.end())
        return unknown();
    const model::ClientKey &key = hit->second;
    if (key.revokedMs != 0)
        return base::fail(base::ErrorCode::Unauthorized, "this API key was revoked");
    if (key.expiresMs != 0 && key.expiresMs <= showing.nowMillis)
        return base::fail(base::ErrorCode::Unauthorized,
                          key.previous ? "this API key was replaced by a new one" : "this API key has expired");
    if (key.barred)
        return base::fail(base::ErrorCode::Forbidden, "the user or team of this API key is disabled");
    if (!key.allowedAddresses.empty() && !mayComeFrom(key, showing.peer))
        return base::fail(base::ErrorCode::Forbidden, "this API key may not be used from this address");
    return &key;
}

bool allowsModel(const model::ClientKey &key, std::string_view requestedModel)
{
    return key.allowedModels.empty() || std::ranges::find(key.allowedModels, requestedModel) != key.allowedModels.end();
}

bool allowsProvider(const model::ClientKey &key, std::string_view providerId)
{
    return key.allowedProviders.empty()
           || std::ranges::find(key.allowedProviders, providerId) != key.allowedProviders.end();
}

} // namespace auth
