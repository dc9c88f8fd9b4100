#include "admin/proxy_rules.h"

#include <algorithm>

#include "base/text.h"
#include "secrets/secret_store.h"
#include "upstream/outbound_rules.h"

namespace admin {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestUser = 255; ///< Source: RFC 1929.
constexpr std::int64_t kLargestPort = 65535;
constexpr std::int64_t kLargestWeight = 1000;

auto wrong(std::string field, std::string detail)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), std::move(field));
}

bool isReadable(std::string_view text)
{
    const bool plain = std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return plain && base::isUtf8(text) && base::trim(text) == text;
}

base::Result<> checkHost(const model::Proxy &proxy)
{
    if (proxy.host.empty() || proxy.host.size() > kLongestHost)
        return wrong("host", "the host is required: a name such as proxy.example.org, or an address");
    if (proxy.host.contains("://") || proxy.host.contains('/') || proxy.host.contains('@'))
        return wrong("host", "the host must stand alone: kind, port, user and password have fields of their own");
    const bool v6 = proxy.host.contains(':');
    if (const auto origin = upstream::originOf("http://" + (v6 ? "[" + proxy.host + "]" : proxy.host) + ":1"); !origin)
        return wrong("host", "the host " + origin.error().detail);
    if (proxy.port < 1 || proxy.port > kLargestPort)
        return wrong("port", "the port must be from 1 to 65535");
    return {};
}

} // namespace

base::Result<> checkProxy(const model::Proxy &proxy)
{
    if (proxy.name.empty() || proxy.name.size() > kLongestName || !isReadable(proxy.name))
        return wrong("name", "the name must be 1 to 64 bytes of text without spaces at its ends");
    if (auto fine = checkHost(proxy); !fine)
        return fine;
    if (proxy.user.size() > kLongestUser || !isReadable(proxy.user) || proxy.user.contains(':'))
        return wrong("user", "the user must be up to 255 bytes of text without colons");
    if (auto known = secrets::SecretStore::check(proxy.secret); !known)
        return wrong("secret", "the password " + known.error().detail);
    if (proxy.user.empty() && !proxy.secret.empty())
        return wrong("user", "a password needs a user to go with it");
    if (proxy.weight < 1 || proxy.weight > kLargestWeight)
        return wrong("weight", "the weight must be from 1 to 1000");
    return {};
}

bool passwordWouldMove(const model::Proxy &proxy, const model::Proxy &before)
{
    return !proxy.secret.empty() && proxy.secret == before.secret
           && (proxy.host != before.host || proxy.port != before.port || proxy.kind != before.kind);
}

} // namespace admin
