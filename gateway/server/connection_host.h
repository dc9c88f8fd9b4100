#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "base/reactor.h"
#include "server/edge_limits.h"
#include "server/host_policy.h"
#include "server/response_head.h"

namespace server {

class Connection;

/// What the connections of one worker share, and whom they tell. Thread: the worker's.
struct ConnectionHost {
    static constexpr std::size_t kInput = 64 * 1024;

    ConnectionHost(base::Reactor &loop, const EdgeLimits &edgeLimits, std::shared_ptr<const HostPolicy> hostPolicy)
        : reactor(loop), limits(edgeLimits), policy(std::move(hostPolicy)), input(new char[kInput])
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
    std::shared_ptr<const HostPolicy> policy;
    std::unique_ptr<char[]> input; ///< What was just received: no connection keeps a buffer of its own while idle.
    std::string text{};            ///< The answer being put together.
    DateLine date{};
    std::size_t held = 0; ///< Bytes of bodies and answers, of all connections.
    bool draining = false;

protected:
    ~ConnectionHost() = default;
};

} // namespace server
