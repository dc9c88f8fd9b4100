#include "server/edge_server.h"

#include <algorithm>
#include <utility>

#include <QLoggingCategory>

#include <unistd.h>

namespace server {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.server")

constexpr Refusal kNotUnderstood{400, "bad_request", "the request could not be understood"};
constexpr std::size_t kSmallAnswer = 512 * 1024; ///< A paused stream waits with less: it is no abuse.
// The path is not shown: who answers looks at our own reading of the request, and Qt would parse a URL of it.
constexpr std::string_view kRestOfHead = " / HTTP/1.1\r\n\r\n";

} // namespace

EdgeServer::EdgeServer(base::Reactor &loop, RequestSink &sink, const EdgeLimits &edgeLimits, Entrance way)
    : ConnectionHost(loop, edgeLimits, std::move(way)), m_sink(sink), m_front(new FrontServer(this))
{
    if (!m_front->pretendToListen() || !bindTo(m_front))
        qCWarning(ownLog, "QtHttpServer did not take its front server: no request will be served");
}

EdgeServer::~EdgeServer()
{
    closeAll();
}

void EdgeServer::adopt(int fd, std::string peer, std::uint16_t peerPort)
{
    if (draining) {
        ::close(fd);
        if (m_slots)
            m_slots->release(peer, Standing::Stranger);
        return;
    }
    auto connection = std::make_unique<Connection>(static_cast<ConnectionHost &>(*this), fd, std::move(peer), peerPort);
    connection->seat = m_seats.size();
    m_seats.push_back({std::move(connection)});
}

void EdgeServer::drain()
{
    draining = true;
    for (const Seat &seat : m_seats)
        seat.connection->closeIfIdle();
}

void EdgeServer::moveTo(Entrance elsewhere)
{
    entrance = std::move(elsewhere);
    for (const Seat &seat : m_seats)
        seat.connection->leave();
}

void EdgeServer::closeAll()
{
    draining = true;
    for (const Seat &seat : m_seats)
        seat.connection->close();
    tidy();
}

void EdgeServer::resumeLater(Connection &connection)
{
    m_resuming.push_back(&connection);
    m_afterTurn.arm(0);
}

void EdgeServer::becameKnown(const Connection &connection)
{
    if (m_slots)
        m_slots->know(connection.peer());
}

void EdgeServer::retire(Connection &connection)
{
    m_closed.push_back(&connection);
    m_afterTurn.arm(0);
}

void EdgeServer::relieve()
{
    const auto holds = [](const Seat &seat) { return seat.connection->answerHeld(); };
    while (held > limits.held) {
        const auto most = std::ranges::max_element(m_seats, {}, holds);
        if (most == m_seats.end() || holds(*most) < kSmallAnswer)
            return;
        most->connection->cutOff();
    }
}

void EdgeServer::tidy()
{
    const std::vector<Connection *> resuming = std::exchange(m_resuming, {});
    for (Connection *connection : resuming)
        connection->resume();
    while (!m_closed.empty()) { // telling one owner may close further connections
        const std::vector<Connection *> closed = std::exchange(m_closed, {});
        for (Connection *connection : closed)
            bury(connection);
    }
}

void EdgeServer::bury(Connection *connection)
{
    connection->bury();
    std::erase(m_resuming, connection);
    if (m_slots)
        m_slots->release(connection->peer(), connection->standing());
    Seat &seat = m_seats[connection->seat];
    if (seat.facade)
        seat.facade->hangUp();
    m_seats.back().connection->seat = connection->seat;
    std::swap(seat, m_seats.back());
    m_seats.pop_back();
}

EdgeSocket &EdgeServer::facadeOf(Connection &connection)
{
    QPointer<EdgeSocket> &facade = m_seats[connection.seat].facade;
    // One that was hung up stays until its deletion is carried out; it must not be used again.
    if (!facade || facade->state() != QAbstractSocket::ConnectedState) {
        const QHostAddress address(QString::fromStdString(connection.peer()));
        facade = new EdgeSocket(this, address, connection.peerPort());
        m_front->hand(facade);
    }
    return *facade;
}

/// The parsers of both run one after the other; where they do not agree the request is not served.
void EdgeServer::deliver(Connection &connection)
{
    EdgeSocket &facade = facadeOf(connection);
    // HEAD is shown as GET: whoever answers one answers the other, and the writer drops the body.
    const std::string_view method = connection.method() == "HEAD" ? std::string_view("GET") : connection.method();
    m_head.resize(0);
    m_head.append(method.data(), static_cast<qsizetype>(method.size()));
    m_head.append(kRestOfHead.data(), static_cast<qsizetype>(kRestOfHead.size()));
    m_current = &connection;
    const bool whole = facade.deliver(m_head);
    if (!whole)
        facade.hangUp(); // its parser's state is not to be trusted with the next request
    if (Connection *unserved = std::exchange(m_current, nullptr))
        unserved->refuse(kNotUnderstood);
}

bool EdgeServer::dispatch()
{
    Connection *connection = std::exchange(m_current, nullptr);
    if (!connection)
        return false;
    exchange::InboundCall call = connection->takeCall();
    m_sink.onRequest(std::move(call), connection->openWriter());
    return true;
}

} // namespace server
