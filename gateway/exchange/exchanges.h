#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "base/task.h"
#include "dialect/dialect.h"
#include "exchange/client_stream.h"
#include "exchange/inbound_call.h"
#include "exchange/services.h"
#include "ledger/group_commit.h"

namespace exchange {

class Exchange;

/// The open calls of one worker. A call ends by itself; when its client goes it ends at once.
/// Thread: begin() and stop() the worker's, open() any.
class Exchanges {
public:
    explicit Exchanges(Services services)
        : m_services(std::move(services)), m_commits(m_services.ledger, m_services.reactor)
    {
    }
    /// `dialect`: what the path stands for, and `path` what else it says.
    void begin(const dialect::Dialect &dialect, InboundCall call, std::unique_ptr<ClientStream> client,
               dialect::PathFacts path = {});
    /// Every open call answers with an error, in this turn of the loop.
    void stop();
    int open() const { return m_open.load(std::memory_order_relaxed); }
    Services &services() { return m_services; }

private:
    base::Detached drive(std::unique_ptr<Exchange> call);

    Services m_services;
    ledger::GroupCommit m_commits;
    std::vector<Exchange *> m_calls{}; ///< Each knows its seat.
    std::atomic<int> m_open{0};
};

} // namespace exchange
