#include "server/host_policy.h"

#include <algorithm>
#include <span>

#include "base/text.h"

namespace server {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

constexpr Refusal kForeignHost{421, "misdirected_request",
                               "the Host header names a host that is not served here; use "
                               "127.0.0.1, localhost or a host name listed in the settings"};
constexpr Refusal kForeignOrigin{403, "origin_not_allowed", "requests from web pages of another origin are not served"};
constexpr Refusal kCrossSite{403, "cross_site_request",
                             "requests that a browser sends for another site are not served"};
constexpr Refusal kNoPreflight{403, "cors_not_allowed",
                               "OPTIONS is not served: pages of other origins may not call here"};
constexpr std::string_view kForPages[] = {"/v1/", "/v1beta/"};

bool hasPort(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    return colon != std::string_view::npos && (host.front() != '[' || host[colon - 1] == ']');
}

bool contains(std::span<const std::string> hosts, std::string_view host)
{
    return std::ranges::any_of(hosts, [host](const std::string &one) { return base::equalsIgnoringCase(one, host); });
}

/// The issuer sends the browser back from its own site; what then counts is the cookie of the visit.
bool comesFromIssuer(const Visitor &visitor)
{
    return visitor.method == "GET" && !visitor.hasOrigin
           && (visitor.path == "/api/v1/auth/oidc/callback" || visitor.path == "/api/auth/oidc/callback");
}

} // namespace

HostPolicy::HostPolicy(std::uint16_t port, const std::vector<std::string> &names, Scheme scheme)
    : m_port(port), m_scheme(scheme)
{
    const std::string suffix = ":" + std::to_string(port);
    for (const std::string_view local : {"127.0.0.1", "localhost", "[::1]"}) {
        m_hosts.push_back(std::string(local) + suffix);
        if (port == (scheme == Scheme::Https ? kHttpsPort : kHttpPort))
            m_hosts.emplace_back(local);
    }
    m_local = m_hosts.size();
    for (const std::string &name : names) {
        if (name.empty())
            continue;
        m_hosts.push_back(base::lowerAscii(name));
        if (!hasPort(name))
            m_hosts.push_back(m_hosts.back() + suffix);
    }
}

bool HostPolicy::isOurs(std::string_view host) const
{
    return contains(m_hosts, host);
}

HostPolicy HostPolicy::anyAddress(std::uint16_t port, Scheme scheme)
{
    HostPolicy out(port, {}, scheme);
    out.m_anyAddress = true;
    return out;
}

/// An address that one has come in at is nobody else's; a name may be one that was pointed here.
bool HostPolicy::isHostOf(const Visitor &visitor, std::string_view host, const auth::Door &door) const
{
    return isOurs(host) || door.listsHost(host, m_port)
           || (m_anyAddress && base::equalsIgnoringCase(host, visitor.reached));
}

bool HostPolicy::isSameOrigin(const Visitor &visitor, const auth::Door &door) const
{
    if (base::startsWithIgnoringCase(visitor.origin, "http://"))
        return isHostOf(visitor, visitor.origin.substr(7), door);
    if (!base::startsWithIgnoringCase(visitor.origin, "https://"))
        return false;
    const std::string_view host = visitor.origin.substr(8);
    // Without TLS of our own, a page served through the administrator's TLS proxy.
    return m_scheme == Scheme::Https
               ? isHostOf(visitor, host, door)
               : door.listsHost(host, m_port) || contains(std::span(m_hosts).subspan(m_local), host);
}

bool HostPolicy::mayRead(const Visitor &visitor, const auth::Door &door)
{
    return visitor.hasOrigin && door.listsOrigin(visitor.origin)
           && std::ranges::any_of(kForPages, [&](std::string_view begin) { return visitor.path.starts_with(begin); });
}

std::optional<Refusal> HostPolicy::refusal(const Visitor &visitor, const auth::Door &door) const
{
    if (!isHostOf(visitor, visitor.host, door))
        return kForeignHost;
    if (mayRead(visitor, door))
        return std::nullopt;
    if (visitor.hasOrigin && !isSameOrigin(visitor, door))
        return kForeignOrigin;
    const bool foreign = base::equalsIgnoringCase(visitor.fetchSite, "cross-site")
                         || base::equalsIgnoringCase(visitor.fetchSite, "same-site");
    if (foreign && !comesFromIssuer(visitor))
        return kCrossSite;
    if (visitor.method == "OPTIONS")
        return kNoPreflight;
    return std::nullopt;
}

} // namespace server
