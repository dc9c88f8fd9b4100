#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <QPointer>

#include "base/reactor.h"
#include "exchange/client_stream.h"
#include "exchange/inbound_call.h"
#include "server/connection.h"
#include "server/edge_limits.h"
#include "server/edge_socket.h"
#include "server/entrance.h"
#include "server/listener.h"
#include "server/qt_http_adapter.h"

namespace server {

/// Where complete requests go. Thread: the worker's.
class RequestSink {
public:
    /// Answer now or later, through `stream`. Do not run a nested event loop within.
    virtual void onRequest(exchange::InboundCall &&call, std::unique_ptr<exchange::ClientStream> stream) = 0;

protected:
    ~RequestSink() = default;
};

/// All connections of one worker, in front of that worker's QtHttpServer.
/// Each validated request is shown to QtHttpServer as a bare head, through a facade socket per connection, and reaches
/// the sink from its request handler; bodies and answers never pass through Qt.
/// Thread: the worker's, from its making to its end. `reactor` and `sink` outlive it.
/// Errors: refused requests are answered by the edge itself (JSON, `connection: close`) and reach nobody.
class EdgeServer final : public QtHttpAdapter, private ConnectionHost {
public:
    EdgeServer(base::Reactor &reactor, RequestSink &sink, const EdgeLimits &limits, Entrance entrance);
    ~EdgeServer() override;
    Q_DISABLE_COPY_MOVE(EdgeServer)

    /// Whom to tell when a connection is over; optional.
    void reportTo(std::shared_ptr<ConnectionSlots> slots) { m_slots = std::move(slots); }
    /// Who finds out which programs call; optional, outlives this.
    void attributeBy(ApplicationDesk &desk) { applications = &desk; }
    /// The connections from now on come in elsewhere; those that are here are served once more, as what they came for.
    void moveTo(Entrance elsewhere);
    /// Holds for every request from now on.
    void lay(std::shared_ptr<const auth::Door> rules) { door = std::move(rules); }
    /// The connections from now on come in by it; those that are here go on as they are.
    void renew(Entrance same) { entrance = std::move(same); }
    /// Takes over the descriptor (non-blocking).
    void adopt(int fd, std::string peer, std::uint16_t peerPort);
    /// Idle connections close now, busy ones after their answer, which says `connection: close`; no new ones.
    void drain();
    /// The rest is cut; every open stream hears onGone() before this returns.
    void closeAll();
    std::size_t connections() const { return m_seats.size(); }
    /// Bytes of bodies and answers, of all connections.
    std::size_t bytesHeld() const { return held; }

private:
    /// What is to be done once no connection is on the stack; a timer, so that it cannot outlive us.
    struct AfterTurn final : base::Timer {
        explicit AfterTurn(EdgeServer &owner) : base::Timer(owner.reactor), server(owner) {}
        void fire() override { server.tidy(); }
        EdgeServer &server;
    };
    struct Seat {
        std::unique_ptr<Connection> connection;
        QPointer<EdgeSocket> facade{};
    };

    void deliver(Connection &connection) override;
    void resumeLater(Connection &connection) override;
    void becameKnown(const Connection &connection) override;
    void retire(Connection &connection) override;
    void relieve() override;
    bool dispatch() override;
    EdgeSocket &facadeOf(Connection &connection);
    void tidy();
    void bury(Connection *connection);

    RequestSink &m_sink;
    std::shared_ptr<ConnectionSlots> m_slots{};
    FrontServer *m_front;        ///< Owned by QAbstractHttpServer.
    std::vector<Seat> m_seats{}; ///< Each connection knows its seat.
    std::vector<Connection *> m_resuming{};
    std::vector<Connection *> m_closed{};
    Connection *m_current = nullptr; ///< Whose request QtHttpServer is being shown.
    QByteArray m_head{};             ///< What it is shown.
    AfterTurn m_afterTurn{*this};
};

} // namespace server
