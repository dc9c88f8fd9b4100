#include "access/door.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace auth {
namespace {

constexpr std::size_t kMostEntries = 1000;
constexpr std::string_view kForwarded = "forwarded";

auto wrong(std::string_view text, const char *why, const char *param)
{
    return base::fail(base::ErrorCode::Unprocessable, "'" + std::string(base::clip(text, 64)) + "'" + why, param);
}

bool isPort(std::string_view text)
{
    return !text.empty() && text.size() <= 5 && text.front() != '0'
           && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })
           && base::parseInteger(text).value_or(0) <= 65535;
}

bool isName(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

/// `name`, `name:port`, `[v6]` or `[v6]:port`, in lower case.
bool isHost(std::string_view text)
{
    std::string_view port;
    std::string_view name = text;
    const std::size_t colon = text.rfind(':');
    if (colon != std::string_view::npos && (text.front() != '[' || text[colon - 1] == ']')) {
        port = text.substr(colon + 1);
        name = text.substr(0, colon);
        if (!isPort(port))
            return false;
    }
    if (name.starts_with('[') && name.ends_with(']') && name.size() > 2)
        return parseIp(name.substr(1, name.size() - 2)).has_value();
    return isName(name);
}

/// What browsers send: nothing behind the host, no port that goes without saying.
bool isOrigin(std::string_view text)
{
    const bool secure = text.starts_with("https://");
    if (!secure && !text.starts_with("http://"))
        return false;
    text.remove_prefix(secure ? 8 : 7);
    return isHost(text) && !text.ends_with(secure ? ":443" : ":80");
}

std::string_view cutPort(std::string_view hop)
{
    if (const std::size_t end = hop.find(']'); hop.starts_with('['))
        return end == std::string_view::npos ? std::string_view{} : hop.substr(1, end - 1);
    const std::size_t colon = hop.find(':');
    const bool v4WithPort = colon != std::string_view::npos && hop.find(':', colon + 1) == std::string_view::npos;
    return v4WithPort ? hop.substr(0, colon) : hop;
}

/// The `for` of one element of a Forwarded header. Source: RFC 7239 section 4.
std::string_view forOf(std::string_view element)
{
    while (!element.empty()) {
        const std::size_t end = element.find(';');
        std::string_view pair = base::trim(element.substr(0, end));
        element = end == std::string_view::npos ? std::string_view{} : element.substr(end + 1);
        if (!base::startsWithIgnoringCase(pair, "for="))
            continue;
        pair.remove_prefix(4);
        if (pair.size() >= 2 && pair.front() == '"' && pair.back() == '"')
            pair = pair.substr(1, pair.size() - 2);
        return pair;
    }
    return {};
}

} // namespace

base::Result<Door> Door::make(const model::NetworkSettings &settings)
{
    Door out;
    auto allowed = CidrList::parse(settings.allowedAddresses, "allowed_addresses");
    auto denied = CidrList::parse(settings.deniedAddresses, "denied_addresses");
    auto proxies = CidrList::parse(settings.trustedProxies, "trusted_proxies");
    for (const auto *list : {&allowed, &denied, &proxies})
        if (!*list)
            return base::fail(list->error());
    out.m_addresses = {std::move(*allowed), std::move(*denied)};
    out.m_proxies = std::move(*proxies);
    for (const auto *list : {&settings.allowedAddresses, &settings.deniedAddresses, &settings.trustedProxies,
                             &settings.allowedHosts, &settings.allowedOrigins})
        if (list->size() > kMostEntries)
            return base::fail(base::ErrorCode::Unprocessable, "a list takes at most 1000 entries; use wider ranges");
    if (settings.forwardedHeader != out.m_forwardedHeader && settings.forwardedHeader != kForwarded)
        return wrong(settings.forwardedHeader, " is neither x-forwarded-for nor forwarded", "forwarded_header");
    out.m_forwardedHeader = settings.forwardedHeader;
    for (const std::string &host : settings.allowedHosts) {
        out.m_hosts.push_back(base::lowerAscii(host));
        if (!isHost(out.m_hosts.back()))
            return wrong(host, " is no host name; write router.lan or router.lan:8443", "allowed_hosts");
    }
    for (const std::string &origin : settings.allowedOrigins) {
        if (!isOrigin(origin))
            return wrong(origin, " is no origin as browsers send it; write https://chat.lan or http://localhost:3000",
                         "allowed_origins");
        out.m_origins.push_back(origin);
    }
    return out;
}

IpAddress Door::clientBehind(const IpAddress &peer, std::span<const std::string_view> lines) const
{
    IpAddress nearest = peer;
    for (std::size_t i = lines.size(); i > 0; --i) {
        std::string_view line = lines[i - 1];
        for (bool more = true; more;) {
            const std::size_t comma = line.rfind(',');
            more = comma != std::string_view::npos;
            const std::string_view element = base::trim(more ? line.substr(comma + 1) : line);
            line = more ? line.substr(0, comma) : line;
            const std::string_view hop = m_forwardedHeader == kForwarded ? forOf(element) : element;
            const auto address = parseIp(cutPort(hop));
            if (!address)
                return nearest; // who said something else than an address is the last that is known
            nearest = *address;
            if (!trusts(nearest))
                return nearest;
        }
    }
    return nearest;
}

bool Door::listsHost(std::string_view host, std::uint16_t port) const
{
    return std::ranges::any_of(m_hosts, [&](const std::string &one) {
        if (!base::startsWithIgnoringCase(host, one))
            return false;
        const std::string_view rest = host.substr(one.size());
        return rest.empty()
               || (rest.front() == ':' && isPort(rest.substr(1))
                   && base::parseInteger(rest.substr(1)) == std::int64_t{port});
    });
}

bool Door::listsOrigin(std::string_view origin) const
{
    return std::ranges::find(m_origins, origin) != m_origins.end();
}

} // namespace auth
