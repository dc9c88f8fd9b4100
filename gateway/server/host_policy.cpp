#include "server/host_policy.h"

#include <algorithm>
#include <span>

#include "base/text.h"

namespace server {
namespace {

constexpr std::uint16_t kHttpPort = 80;

constexpr Refusal kForeignHost{421, "misdirected_request",
                               "the Host header names a host that is not served here; use "
                               "127.0.0.1, localhost or a host name listed in the settings"};
constexpr Refusal kForeignOrigin{403, "origin_not_allowed", "requests from web pages of another origin are not served"};
constexpr Refusal kCrossSite{403, "cross_site_request",
                             "requests that a browser sends for another site are not served"};
constexpr Refusal kNoPreflight{403, "cors_not_allowed",
                               "OPTIONS is not served: pages of other origins may not call here"};

bool hasPort(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    return colon != std::string_view::npos && (host.front() != '[' || host[colon - 1] == ']');
}

bool contains(std::span<const std::string> hosts, std::string_view host)
{
    return std::ranges::any_of(hosts, [host](const std::string &one) { return base::equalsIgnoringCase(one, host); });
}

} // namespace

HostPolicy::HostPolicy(std::uint16_t port, const std::vector<std::string> &names)
{
    const std::string suffix = ":" + std::to_string(port);
    for (const std::string_view local : {"127.0.0.1", "localhost", "[::1]"}) {
        m_hosts.push_back(std::string(local) + suffix);
        if (port == kHttpPort)
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

bool HostPolicy::isSameOrigin(std::string_view origin) const
{
    if (base::startsWithIgnoringCase(origin, "http://"))
        return isOurs(origin.substr(7));
    // A page served through the administrator's TLS proxy.
    return base::startsWithIgnoringCase(origin, "https://")
           && contains(std::span(m_hosts).subspan(m_local), origin.substr(8));
}

std::optional<Refusal> HostPolicy::refusal(const Visitor &visitor) const
{
    if (!isOurs(visitor.host))
        return kForeignHost;
    if (visitor.hasOrigin && !isSameOrigin(visitor.origin))
        return kForeignOrigin;
    if (base::equalsIgnoringCase(visitor.fetchSite, "cross-site")
        || base::equalsIgnoringCase(visitor.fetchSite, "same-site"))
        return kCrossSite;
    if (visitor.method == "OPTIONS")
        return kNoPreflight;
    return std::nullopt;
}

} // namespace server
