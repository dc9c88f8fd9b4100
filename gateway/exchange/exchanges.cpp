#include "exchange/exchanges.h"

#include "exchange/exchange.h"

namespace exchange {

void Exchanges::begin(const dialect::Dialect &dialect, InboundCall call, std::unique_ptr<ClientStream> client,
                      dialect::PathFacts path)
{
    drive(std::make_unique<Exchange>(m_services, m_commits, dialect, std::move(path), std::move(call),
                                     std::move(client)));
}

/// Owns the exchange for as long as it runs.
base::Detached Exchanges::drive(std::unique_ptr<Exchange> call)
{
    call->seat = m_calls.size();
    m_calls.push_back(call.get());
    m_open.fetch_add(1, std::memory_order_relaxed);
    auto running = call->run();
    co_await std::move(running);
    m_calls.back()->seat = call->seat;
    m_calls[call->seat] = m_calls.back();
    m_calls.pop_back();
    m_open.fetch_sub(1, std::memory_order_relaxed);
}

void Exchanges::stop()
{
    for (Exchange *call : m_calls) // they end after this handler, so the list stands still
        call->stop();
}

} // namespace exchange
