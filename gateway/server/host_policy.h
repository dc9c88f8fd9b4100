#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/door.h"
#include "server/edge_limits.h"

namespace server {

/// What of a request's head tells where it comes from.
struct Visitor {
    std::string_view method{};
    std::string_view host{};
    bool hasOrigin = false;
    std::string_view origin{};
    std::string_view fetchSite{}; ///< Empty when not sent.
    std::string_view path{};      ///< Raw.
    std::string_view reached{};   ///< The address it came in at, as a Host header spells it; empty where that is known.
};

/// Keeps web pages out: a name that was rebound to our address is not one of ours, and a foreign page says so itself.
/// Judged before anything else of a request, whatever its path. Only pages whose origin is listed may call, and only
/// where models are called: what an administrator can do is for no page but ours.
/// Thread: any (immutable). Source: security.md, table 4.B.
class HostPolicy {
public:
    enum class Scheme : std::uint8_t { Http, Https };

    /// `names` are further hosts the administrator listed, `name` or `name:port`; a bare name is taken with any port
    /// that a proxy before us may use: none, or the bound one.
    explicit HostPolicy(std::uint16_t port, const std::vector<std::string> &names = {}, Scheme scheme = Scheme::Http);
    /// The same for whatever address of this machine a visitor came in at.
    static HostPolicy anyAddress(std::uint16_t port, Scheme scheme);

    bool isOurs(std::string_view host) const;
    /// Whether Visitor::reached is wanted.
    bool asksWhereReached() const { return m_anyAddress; }
    /// Why the visitor is turned away, if so.
    std::optional<Refusal> refusal(const Visitor &visitor, const auth::Door &door = {}) const;
    /// Whether it is a page of a listed origin, to which its browser is to be told so.
    static bool mayRead(const Visitor &visitor, const auth::Door &door);

private:
    bool isHostOf(const Visitor &visitor, std::string_view host, const auth::Door &door) const;
    bool isSameOrigin(const Visitor &visitor, const auth::Door &door) const;

    std::uint16_t m_port;
    Scheme m_scheme;
    bool m_anyAddress = false;
    std::vector<std::string> m_hosts{}; ///< As a Host header spells them, lower case.
    std::size_t m_local = 0;            ///< So many of m_hosts are the loopback's own; the rest may stand behind TLS.
};

} // namespace server
