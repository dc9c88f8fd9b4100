#include "server/connection.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/clock.h"
#include "base/id.h"
#include "server/application_desk.h"
#include "server/connection_refusals.h"
#include "server/response_writer.h"
#include "server/tls_hello.h"

namespace server {
namespace {

constexpr std::size_t kDirectBody = 16 * 1024; ///< From so much on, a body is received in place.
constexpr std::size_t kBodyStep = 256 * 1024;
constexpr int kRequestsATurn = 16;             ///< Of one client that does not wait for its answers.
constexpr std::size_t kLargeBody = 256 * 1024; ///< From so much on, a body may be refused for want of room.
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

} // namespace

Connection::Connection(ConnectionHost &host, int fd, std::string peer, std::uint16_t peerPort)
    : LazyTimer(host.reactor),
      m_host(host),
      m_policy(host.entrance.hosts),
      m_socket(fd, host.entrance.tlsFor(peer)),
      m_peerPort(peerPort),
      m_address(auth::parseIp(peer).value_or(auth::IpAddress{})),
      m_peer(std::move(peer)),
      m_reader(host.limits),
      m_held(host.held)
{
    if (m_host.applications != nullptr)
        m_application = m_host.applications->ask(m_socket.fd(), m_peer);
    setInterest(base::Reactor::Read);
    wait(Deadline::Idle, m_host.limits.headerMillis);
}

Connection::~Connection()
{
    if (m_writer)
        m_writer->detach();
    if (m_socket.fd() >= 0)
        m_host.reactor.unwatch(m_socket.fd());
}

void Connection::onReady(std::uint32_t events)
{
    if ((events & base::Reactor::Write) && m_socket.wantsWrite()) {
        setInterest(base::Reactor::Read);
        return receive();
    }
    if ((events & base::Reactor::Write) && flush())
        onFlushed();
    if (m_phase == Phase::Closed || !(events & (base::Reactor::Read | base::Reactor::HangUp)))
        return;
    if (m_interest & base::Reactor::Read)
        receive();
    else
        close(); // reading is paused, so the kernel had to tell us that the client left
}

// Input

void Connection::receive()
{
    if (m_phase == Phase::Reading && m_reader.bodyBytes() > kLargeBody && m_host.held > m_host.limits.held)
        return refuse(kBusy);
    if (m_phase == Phase::Reading && m_reader.bodyLeft() >= kDirectBody)
        return receiveBody();
    const std::int64_t got = m_socket.receive(m_host.input.get(), ConnectionHost::kInput);
    if (got <= 0)
        return onNothingRead(got);
    const std::string_view bytes(m_host.input.get(), static_cast<std::size_t>(got));
    if (m_phase == Phase::Reading && !m_reader.started() && bytes.front() == kTlsHandshake)
        return refuse(kTlsOnPlain);
    if (m_phase == Phase::Refusing || m_phase == Phase::Lingering)
        discard(bytes.size());
    else if (m_phase == Phase::Reading && m_backlog.empty())
        stash(readRequests(bytes));
    else
        stash(bytes);
    if (m_confidential)
        ::explicit_bzero(m_host.input.get(), bytes.size());
    account();
}

void Connection::receiveBody()
{
    const std::size_t room = std::min(m_reader.bodyLeft(), kBodyStep);
    const std::int64_t got = m_reader.fillBody(room, [&](char *to) { return m_socket.receive(to, room); });
    if (got <= 0)
        return onNothingRead(got);
    stash(readRequests({}));
    account();
}

/// A half-closed client is gone as well: see the class.
void Connection::onNothingRead(std::int64_t result)
{
    if (result == kNothing && m_socket.wantsWrite())
        return setInterest(base::Reactor::Read | base::Reactor::Write);
    if (result == kNothing)
        return;
    if (result == kPlainText)
        return refuse(kPlainOnTls);
    if (result == kEnded && m_phase == Phase::Reading && m_reader.started())
        refuse(kIncomplete);
    else
        close();
}

void Connection::stash(std::string_view bytes)
{
    if (m_phase == Phase::Closed || m_phase == Phase::Refusing || m_phase == Phase::Lingering)
        return;
    if (m_passesOn)
        return m_writer && !bytes.empty() ? m_writer->hearBytes(bytes) : void();
    m_backlog.append(bytes);
    const bool full = m_backlog.size() > m_host.limits.backlog;
    setInterest((m_interest & base::Reactor::Write) | (full ? base::Reactor::HangUp : base::Reactor::Read));
}

/// Reads and delivers requests as long as each is answered at once; returns what waits behind one that is not, or for
/// this connection's next turn.
std::string_view Connection::readRequests(std::string_view bytes)
{
    m_reading = true;
    int requests = 0;
    while (m_phase == Phase::Reading) {
        bytes.remove_prefix(m_reader.feed(bytes));
        m_hasMore = !bytes.empty();
        const RequestReader::State state = m_reader.state();
        if (state == RequestReader::State::HeadDone)
            onHead(m_hasMore);
        else if (state == RequestReader::State::Complete)
            onRequest();
        else if (state == RequestReader::State::Refused)
            refuse(m_reader.refusal());
        else if (!m_hasMore)
            break;
        if (m_hasMore && state == RequestReader::State::Complete && ++requests == kRequestsATurn) {
            m_host.resumeLater(*this);
            break;
        }
    }
    m_reading = false;
    m_hasMore = false;
    if (m_phase == Phase::Reading)
        awaitRest();
    return bytes;
}

void Connection::awaitRest()
{
    if (m_reader.state() == RequestReader::State::Body) {
        if (m_deadline != Deadline::Body) {
            m_window.begin(m_reader.bodyBytes());
            wait(Deadline::Body, m_host.limits.bodyWindowMillis);
        }
    } else if (m_reader.started() && m_deadline != Deadline::Head) {
        wait(Deadline::Head, m_host.limits.headerMillis);
    }
}

void Connection::onHead(bool moreIsHere)
{
    Arrival arrival = judge(m_reader, m_address, m_socket, *m_policy, *m_host.door);
    if (arrival.refusal)
        return refuse(*arrival.refusal);
    m_client = std::move(arrival.client);
    m_facts.headers = std::move(arrival.headers);
    m_confidential = m_confidential || m_reader.path().starts_with("/api");
    m_reader.admit();
    if (!moreIsHere && m_reader.wantsContinue())
        send({kContinue});
}

void Connection::onRequest()
{
    m_phase = Phase::Answering;
    m_body = m_reader.bodyBytes();
    waitForNothing();
    m_facts.http10 = m_reader.isHttp10();
    m_facts.head = m_reader.isHead();
    m_offersSwitch = m_reader.offersSwitch();
    m_facts.keepAlive = m_reader.keepAlive() && !m_host.draining && !m_leaving && !(m_offersSwitch && m_hasMore);
    m_host.deliver(*this);
}

exchange::InboundCall Connection::takeCall()
{
    exchange::InboundCall call = m_reader.take();
    call.receivedMillis = base::systemClock().wallMillis();
    call.receivedNanos = base::systemClock().steadyNanos();
    call.requestId = m_facts.requestId = base::makeId("req_", call.receivedMillis);
    call.peer = m_client.empty() ? m_peer : m_client;
    if (m_client.empty()) // else the program that connected only passes calls on
        call.application = m_application;
    return call;
}

std::unique_ptr<exchange::ClientStream> Connection::openWriter()
{
    auto writer = std::make_unique<ResponseWriter>(*this);
    m_writer = writer.get();
    return writer;
}

void Connection::resume()
{
    if (m_phase != Phase::Reading || m_backlog.empty())
        return;
    m_backlog.keepLast(readRequests(m_backlog.bytes()).size());
    stash({});
}

// Output

void Connection::onSent(OutputQueue::Outcome outcome)
{
    if (outcome == OutputQueue::Outcome::Failed)
        close();
    else if (outcome == OutputQueue::Outcome::Stuck && !(m_interest & base::Reactor::Write))
        flush();
    account();
    if (outcome == OutputQueue::Outcome::Stuck && m_host.held > m_host.limits.held)
        m_host.relieve();
}

bool Connection::flush()
{
    const OutputQueue::Outcome outcome = m_out.flush(m_socket);
    if (outcome == OutputQueue::Outcome::Failed)
        close();
    if (outcome == OutputQueue::Outcome::Stuck) {
        setInterest(m_interest | base::Reactor::Write);
        if (m_deadline != Deadline::Stall) {
            m_window.begin(m_socket.taken());
            wait(Deadline::Stall, m_host.limits.stallMillis);
        }
    }
    account();
    if (outcome != OutputQueue::Outcome::Sent)
        return false;
    setInterest(m_interest & ~std::uint32_t{base::Reactor::Write});
    return true;
}

void Connection::onFlushed()
{
    if (m_deadline == Deadline::Stall)
        waitForNothing();
    if (m_phase == Phase::Answering && m_writer)
        m_writer->hearDrained();
    else if (m_phase == Phase::Flushing)
        nextRequest();
    else if (m_phase == Phase::Refusing)
        linger();
    else if (m_phase == Phase::Reading)
        awaitRest();
}

void Connection::answered()
{
    m_writer = nullptr;
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Flushing;
    if (pending() == 0)
        nextRequest();
}

void Connection::nextRequest()
{
    // Behind an offer to switch protocols, only what comes after its answer is sure to be a request.
    if (!m_facts.keepAlive || m_host.draining || (m_offersSwitch && !m_backlog.empty()))
        return m_hasMore || m_passesOn || !m_backlog.empty() ? linger() : close();
    m_phase = Phase::Reading;
    m_facts.headers.clear();
    m_body = 0;
    wait(Deadline::Idle, m_host.limits.idleMillis);
    if (!m_reading && !m_backlog.empty())
        m_host.resumeLater(*this);
}

void Connection::aborted(bool reset)
{
    m_writer = nullptr;
    m_facts.keepAlive = false;
    m_reset = reset;
    // What was written may still go out; a head that never left is not worth sending.
    if (!reset && (m_interest & base::Reactor::Write))
        m_phase = Phase::Flushing;
    else
        close();
}

void Connection::writerLost(bool begun)
{
    m_writer = nullptr;
    if (m_phase == Phase::Closed)
        return;
    if (begun)
        aborted(m_facts.http10);
    else
        refuse(kUnanswered);
}

void Connection::refuse(const Refusal &why)
{
    if (m_phase == Phase::Reading) { // later, the facts of the request are those of its own
        m_facts.requestId = base::makeId("req_", base::systemClock().wallMillis());
        m_facts.http10 = m_reader.isHttp10();
        m_facts.head = m_reader.isHead();
    }
    m_facts.keepAlive = false;
    m_phase = Phase::Refusing;
    m_discarded = 0;
    send({refusalText(m_host.text, why, m_reader.path(), m_facts, m_host.date.at(base::systemClock().wallMillis()))});
    if (m_phase == Phase::Refusing && pending() == 0)
        linger();
}

/// Closing with unread input makes the kernel send RST, which may eat the answer on its way to the client.
void Connection::linger()
{
    m_socket.endWriting();
    m_discarded = 0;
    m_phase = Phase::Lingering;
    setInterest(base::Reactor::Read);
    wait(Deadline::Linger, m_host.limits.lingerMillis);
}

// Time and end

void Connection::wait(Deadline what, std::int64_t millis)
{
    m_deadline = what;
    startTimer(millis);
}

void Connection::waitForNothing()
{
    m_deadline = Deadline::None;
    stopTimer();
}

void Connection::onDue()
{
    if (m_deadline == Deadline::Head)
        return refuse(kSlowHead);
    if (m_deadline == Deadline::Body)
        return judgeBodyRate();
    if (m_deadline == Deadline::Stall)
        return judgeReadRate();
    close();
}

void Connection::judgeBodyRate()
{
    const EdgeLimits &limits = m_host.limits;
    if (m_window.tooSlow(m_reader.bodyBytes(), limits.bodyBytesPerSecond, limits.bodyWindowMillis))
        return refuse(kSlowBody);
    wait(Deadline::Body, m_host.limits.bodyWindowMillis);
}

/// By the same measure as a slow body: a reader that lives on a byte a minute would hold its answer for good.
void Connection::judgeReadRate()
{
    if (m_window.tooSlow(m_socket.taken(), m_host.limits.readBytesPerSecond, m_host.limits.stallMillis))
        return cutOff();
    wait(Deadline::Stall, m_host.limits.stallMillis);
}

void Connection::account()
{
    const std::size_t body = m_phase == Phase::Reading ? m_reader.bodyBytes() : m_body;
    m_held.set(m_phase == Phase::Closed ? 0 : body + m_out.held());
}

void Connection::close()
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    m_out.drop();
    account();
    waitForNothing();
    m_host.reactor.unwatch(m_socket.fd());
    m_socket.close(m_reset);
    if (m_writer)
        m_writer->disconnect();
    m_host.retire(*this);
}

void Connection::bury()
{
    if (ResponseWriter *writer = std::exchange(m_writer, nullptr))
        writer->hearGone();
}

} // namespace server
