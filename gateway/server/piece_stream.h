#pragma once

#include <memory>
#include <string>

#include "admin/service.h"
#include "base/reactor.h"
#include "exchange/client_stream.h"

namespace server {

/// Answers with a text that an operation gives in pieces: the next is asked for once the client has taken most of what
/// came before, so that an export of any length is held nowhere. A client that leaves ends it.
/// Keeps itself until it is done. Thread: the worker's.
class PieceStream final : public exchange::ClientEvents, public std::enable_shared_from_this<PieceStream> {
public:
    /// `service` and `reactor` outlive it.
    PieceStream(admin::Service &service, base::Reactor &reactor, admin::Request request,
                std::shared_ptr<exchange::ClientStream> client, std::string requestId)
        : m_service(service),
          m_reactor(reactor),
          m_request(std::move(request)),
          m_client(std::move(client)),
          m_requestId(std::move(requestId))
    {
    }
    void start();
    void onDrained() override;
    void onGone() override;

private:
    void ask();
    void take(const base::Result<admin::Answer> &answer);
    void fail(const base::Error &error);
    void begin(const base::Json &piece);

    admin::Service &m_service;
    base::Reactor &m_reactor;
    admin::Request m_request;
    std::shared_ptr<exchange::ClientStream> m_client;
    std::string m_requestId;
    bool m_begun = false;
    std::shared_ptr<PieceStream> m_waiting{}; ///< Itself, until the client has taken what was written.
};

} // namespace server
