#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "base/reactor.h"
#include "server/edge_limits.h"
#include "server/entrance.h"
#include "server/response_head.h"
#include "server/tls_session.h"

namespace server {

class ApplicationDesk;
class Connection;

/// What the connections of one worker share, and whom they tell. Thread: the worker's.
struct ConnectionHost {
    static constexpr std::size_t kInput = 64 * 1024;
    static_assert(kInput >= TlsSession::kRecord);

    ConnectionHost(base::Reactor &loop, const EdgeLimits &edgeLimits, Entrance way)
        : reactor(loop), limits(edgeLimits), entrance(std::move(way)), input(new char[kInput])
    {
    }
    /// A request is complete: takeCall() and openWriter() within this call, or refuse().
    virtual void deliver(Connection &connection) = 0;
    /// Has pipelined input to take up after the handler that is running now.
    virtual void resumeLater(Connection &connection) = 0;
    /// More is held than may be: close those whose readers leave the most lying about.
    virtual void relieve() = 0;
    /// Has shown a good key for the first time.
    virtual void becameKnown(const Connection &connection) = 0;
    /// Is closed: bury() and delete it after the handler that is running now.
    virtual void retire(Connection &connection) = 0;

    base::Reactor &reactor;
    const EdgeLimits limits;
    Entrance entrance;
    std::shared_ptr<const auth::Door> door = std::make_shared<const auth::Door>(); ///< Never null.
    std::unique_ptr<char[]> input; ///< What was just received: no connection keeps a buffer of its own while idle.
    std::string text{};            ///< The answer being put together.
    DateLine date{};
    ApplicationDesk *applications = nullptr; ///< Null: nobody asks which programs call.
    std::size_t held = 0;                    ///< Bytes of bodies and answers, of all connections.
    bool draining = false;

protected:
    ~ConnectionHost() = default;
};

} // namespace server
