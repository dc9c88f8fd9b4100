#pragma once

#include <memory>

#include "admin/match.h"
#include "admin/service.h"
#include "base/reactor.h"
#include "exchange/client_stream.h"
#include "exchange/inbound_call.h"
#include "server/caller.h"
#include "server/event_desk.h"

namespace server {

/// The HTTP face of the operation table: path, key, body in; status and JSON out.
/// Thread: the worker's; answers come back to it through the reactor, which must outlive the service's queue.
class AdminRoute {
public:
    AdminRoute(admin::Service &service, base::Reactor &reactor, const CallerCheck &callers, EventDesk &events)
        : m_service(service), m_reactor(reactor), m_callers(callers), m_events(events)
    {
    }
    /// `path` is what follows /api/v1 (or /api).
    void handle(const exchange::InboundCall &call, std::string_view path, const model::Plan &plan,
                std::shared_ptr<exchange::ClientStream> client);
    /// The same for one that is let in without a key, as whoever it is taken for.
    void handleAs(const exchange::InboundCall &call, std::string_view path, admin::Caller caller,
                  std::shared_ptr<exchange::ClientStream> client);

private:
    base::Result<admin::Request> read(const exchange::InboundCall &call, const admin::Match &match,
                                      admin::Caller caller);
    void serve(const exchange::InboundCall &call, const admin::Match &match, admin::Caller caller,
               std::shared_ptr<exchange::ClientStream> client);
    void waitForIssuer(const exchange::InboundCall &call, std::string_view path,
                       std::shared_ptr<exchange::ClientStream> client);
    void refuseStranger(const exchange::InboundCall &call, const admin::Match &match, const base::Error &error,
                        exchange::ClientStream &client);
    void noteTurnedAway(const exchange::InboundCall &call, const admin::Match &match, admin::Caller caller,
                        const base::Error &error, std::string_view code = {});
    void ask(admin::Request request, std::shared_ptr<exchange::ClientStream> client, const std::string &requestId);

    admin::Service &m_service;
    base::Reactor &m_reactor;
    const CallerCheck &m_callers;
    EventDesk &m_events;
};

/// An admin error: `{"error":{"code","message","param","request_id"}}` with its status and headers.
void answerAdminError(exchange::ClientStream &client, const base::Error &error, std::string_view requestId,
                      std::string_view headers = {});

/// JSON bodies only: what a web page can send without asking first is refused. Errors: Unsupported.
base::Result<> checkJsonBody(const exchange::InboundCall &call);

} // namespace server
