#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/edge_limits.h"

namespace server {

/// What of a request's head tells where it comes from.
struct Visitor {
    std::string_view method{};
    std::string_view host{};
    bool hasOrigin = false;
    std::string_view origin{};
    std::string_view fetchSite{}; ///< Empty when not sent.
};

/// Keeps web pages out: a name that was rebound to our address is not one of ours, and a foreign page says so itself.
/// Judged before anything else of a request, whatever its path. No answer ever carries Access-Control-*.
/// Thread: any (immutable). Source: security.md, table 4.B.
class HostPolicy {
public:
    /// `names` are further hosts the administrator listed, `name` or `name:port`; a bare name is taken with any port
    /// that a proxy before us may use: none, or the bound one.
    explicit HostPolicy(std::uint16_t port, const std::vector<std::string> &names = {});

    bool isOurs(std::string_view host) const;
    /// Why the visitor is turned away, if so.
    std::optional<Refusal> refusal(const Visitor &visitor) const;

private:
    bool isSameOrigin(std::string_view origin) const;

    std::vector<std::string> m_hosts{}; ///< As a Host header spells them, lower case.
    std::size_t m_local = 0;            ///< So many of m_hosts are the loopback's own; the rest may stand behind TLS.
};

} // namespace server
