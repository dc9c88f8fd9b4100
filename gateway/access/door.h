#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/cidr.h"
#include "base/result.h"
#include "model/network.h"

namespace auth {

/// The network settings, ready to be asked of each request. Asking allocates nothing.
/// Thread: any (immutable).
class Door {
public:
    Door() = default;
    /// Errors: Unprocessable with the field that is wrong.
    static base::Result<Door> make(const model::NetworkSettings &settings);

    /// This computer itself is never shut out: nobody could open again.
    bool admits(const IpAddress &client) const { return client.isLoopback() || m_addresses.admits(client); }
    bool trusts(const IpAddress &peer) const { return m_proxies.contains(peer); }
    /// The client in the lines of the header that trusted proxies write, read from the right: the first hop that is
    /// none of them. What stands left of it anybody may have written. `peer` when they name nobody.
    IpAddress clientBehind(const IpAddress &peer, std::span<const std::string_view> lines) const;
    std::string_view forwardedHeader() const { return m_forwardedHeader; }
    /// `host` as a Host header spells it. A name listed without a port is taken with none, or with `port`.
    bool listsHost(std::string_view host, std::uint16_t port) const;
    bool listsOrigin(std::string_view origin) const;

private:
    AddressRules m_addresses{};
    CidrList m_proxies{};
    std::string m_forwardedHeader = "x-forwarded-for";
    std::vector<std::string> m_hosts{};   ///< Lower case.
    std::vector<std::string> m_origins{}; ///< As browsers spell them.
};

} // namespace auth
