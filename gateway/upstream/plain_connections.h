#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/reactor.h"
#include "upstream/plain_place.h"

namespace upstream {

class PlainCall;
class PlainConnections;

/// One TCP connection to a provider.
struct PlainConnection final : base::FdHandler {
    PlainConnection(PlainConnections &pool, int descriptor) : owner(pool), fd(descriptor) {}
    ~PlainConnection();
    PlainConnection(const PlainConnection &) = delete;
    PlainConnection &operator=(const PlainConnection &) = delete;
    void onReady(std::uint32_t events) override;

    PlainConnections &owner;
    int fd;
    PlainCall *call = nullptr;  ///< Whose it is; null while nobody's.
    bool used = false;          ///< An answer has come on it whole.
    std::int64_t idleSince = 0; ///< Unit: steady nanoseconds.
    std::string place{};        ///< The key under which it is kept.
};

/// The connections of one worker that wait for the next request, by place.
/// Thread: the worker's. Calls end before it does.
class PlainConnections {
public:
    explicit PlainConnections(base::Reactor &reactor) : m_reactor(reactor) {}
    ~PlainConnections() = default;
    PlainConnections(const PlainConnections &) = delete;
    PlainConnections &operator=(const PlainConnections &) = delete;

    /// One that is open, or is about to be; null when no socket could be made. `errno` says why then.
    std::unique_ptr<PlainConnection> take(const PlainPlace &place, PlainCall &call);
    void giveBack(std::unique_ptr<PlainConnection> connection);
    /// The far end has closed one that waits.
    void drop(const PlainConnection &connection);
    base::Reactor &reactor() { return m_reactor; }

private:
    std::unique_ptr<PlainConnection> open(const PlainPlace &place);

    base::Reactor &m_reactor;
    std::map<std::string, std::vector<std::unique_ptr<PlainConnection>>, std::less<>> m_idle{};
    std::size_t m_count = 0;
};

} // namespace upstream
