#pragma once

#include <memory>

#include "exchange/exchanges.h"
#include "server/admin_route.h"
#include "server/edge_server.h"

namespace server {

/// Sends each request to its place by method and raw path. Thread: the worker's.
class Router final : public RequestSink {
public:
    Router(exchange::Exchanges &exchanges, admin::Service &service, base::Reactor &reactor, const CallerCheck &callers,
           WatchSeats &seats)
        : m_exchanges(exchanges),
          m_service(service),
          m_events(service.gateway(), reactor, callers, seats),
          m_admin(service, reactor, callers, m_events)
    {
    }
    /// Ends what would not end by itself.
    void drain() { m_events.close(); }
    void onRequest(exchange::InboundCall &&call, std::unique_ptr<exchange::ClientStream> client) override;

private:
    void chat(const dialect::Dialect &dialect, dialect::PathFacts &&path, exchange::InboundCall &&call,
              std::unique_ptr<exchange::ClientStream> client);
    base::Result<> checkSignature(const exchange::InboundCall &call);
    void models(const exchange::InboundCall &call, std::string_view name, exchange::ClientStream &client);
    void answerOpen(std::string_view path, exchange::ClientStream &client);
    void health(exchange::ClientStream &client);
    void atRoot(const exchange::InboundCall &call, std::unique_ptr<exchange::ClientStream> client);

    exchange::Exchanges &m_exchanges;
    admin::Service &m_service;
    EventDesk m_events;
    AdminRoute m_admin;
};

} // namespace server
