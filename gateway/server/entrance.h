#pragma once

#include <memory>
#include <string_view>

#include "server/connection_slots.h"
#include "server/host_policy.h"
#include "server/tls_context.h"

namespace server {

/// How one comes in at the place that is listened on. Connections keep the one they came by.
struct Entrance {
    std::shared_ptr<const HostPolicy> hosts{};
    std::shared_ptr<const TlsContext> tls{}; ///< Null: plain HTTP.
    bool plainAtHome = false; ///< Programs of this computer may speak plain HTTP all the same: nobody listens there.

    /// Null for who is to speak plain HTTP.
    const TlsContext *tlsFor(std::string_view peer) const
    {
        return plainAtHome && isLoopback(peer) ? nullptr : tls.get();
    }
};

} // namespace server
