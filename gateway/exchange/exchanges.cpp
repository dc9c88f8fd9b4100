#include "exchange/exchanges.h"

#include "exchange/exchange.h"

namespace exchange {
namespace {

/// Owns the exchange for as long as it runs.
base::Detached drive(std::unique_ptr<Exchange> call, std::atomic<int> &open)
{
    open.fetch_add(1, std::memory_order_relaxed);
    auto running = call->run();
    co_await std::move(running);
    open.fetch_sub(1, std::memory_order_relaxed);
}

} // namespace

void Exchanges::begin(const dialect::Dialect &dialect, InboundCall call, std::unique_ptr<ClientStream> client)
{
    drive(std::make_unique<Exchange>(m_services, dialect, std::move(call), std::move(client)), m_open);
}

} // namespace exchange
