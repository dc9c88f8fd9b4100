#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/held_bytes.h"
#include "base/reactor.h"
#include "exchange/client_stream.h"
#include "exchange/inbound_call.h"
#include "server/arrival.h"
#include "server/backlog.h"
#include "server/client_socket.h"
#include "server/connection_host.h"
#include "server/connection_slots.h"
#include "server/lazy_timer.h"
#include "server/output_queue.h"
#include "server/rate_window.h"
#include "server/request_reader.h"
#include "server/response_head.h"

namespace server {

class ResponseWriter;

/// One client's connection: owns the descriptor, reads requests strictly and one at a time, keeps their answers in
/// order, and sees that nobody takes longer or leaves more lying about than the limits allow.
/// A client that closes or half-closes is gone: its answer is cancelled. Until we write to it, the two look the same (a
/// FIN), and waiting for a failed write would mean to let the provider go on, at the client's expense, for as long as
/// it thinks. HTTP/1.1 clients do not half-close before they have their answer, but for tools that must be told not to.
/// Thread: the worker's. `host` outlives it. Errors: answered to the client and logged nowhere.
class Connection final : private base::FdHandler, private LazyTimer {
public:
    Connection(ConnectionHost &host, int fd, std::string peer, std::uint16_t peerPort);
    ~Connection();

    const std::string &peer() const { return m_peer; }
    std::uint16_t peerPort() const { return m_peerPort; }
    std::string_view method() const { return m_reader.method(); }
    std::string_view path() const { return m_reader.path(); }

    exchange::InboundCall takeCall();
    std::unique_ptr<exchange::ClientStream> openWriter();
    void keyAccepted()
    {
        if (std::exchange(m_standing, Standing::Known) == Standing::Stranger)
            m_host.becameKnown(*this);
    }
    Standing standing() const { return m_standing; }
    /// Answers by itself, then closes so that the client can read it.
    void refuse(const Refusal &why);
    /// Takes up the pipelined input.
    void resume();
    void closeIfIdle()
    {
        if (m_phase == Phase::Reading && !m_reader.started() && m_backlog.empty())
            close();
    }
    /// Serves what is asked on it now or next, and then closes: whoever comes again is to come elsewhere.
    void leave()
    {
        m_leaving = true;
        closeAfterAnswer();
    }
    /// A slow reader whose answer there is no more room for: ends it at once, so that it cannot be taken for whole.
    void cutOff()
    {
        m_reset = true; // the kernel holds some more of it, and drops that too
        close();
    }
    void close();
    /// The last word, from ConnectionHost::retire(): tells the answer's owner that the client is gone.
    void bury();

    std::size_t seat = 0; ///< The book-keeping of the ConnectionHost.

    /// For the ResponseWriter of the request being answered.
    ConnectionHost &host() { return m_host; }
    const AnswerFacts &facts() const { return m_facts; }
    void send(std::initializer_list<std::string_view> pieces)
    {
        if (m_phase != Phase::Closed)
            onSent(m_out.send(m_socket, pieces));
    }
    void send(std::string_view head, std::string &&body)
    {
        if (m_phase != Phase::Closed)
            onSent(m_out.send(m_socket, head, std::move(body)));
    }
    /// Goes out together with what is sent next.
    void hold(std::string_view bytes) { m_out.hold(bytes); }
    std::size_t pending() const { return m_out.pending(); }
    /// What the answer that waits for its reader costs.
    std::size_t answerHeld() const { return m_out.held(); }
    void closeAfterAnswer() { m_facts.keepAlive = false; }
    /// From here on what comes in is the answer's owner's. False when something has come that is not.
    bool passBytesOn() { return m_passesOn = !m_hasMore && m_backlog.empty(); }
    void answered();
    /// The answer stays unfinished: the connection ends, with a reset if its end could be taken for the answer's.
    void aborted(bool reset);
    void writerLost(bool begun);

private:
    enum class Phase : std::uint8_t { Reading, Answering, Flushing, Refusing, Lingering, Closed };
    enum class Deadline : std::uint8_t { None, Idle, Head, Body, Stall, Linger };

    void onReady(std::uint32_t events) override;
    void onDue() override;
    void receive();
    void receiveBody();
    void discard(std::size_t bytes)
    {
        if ((m_discarded += bytes) > m_host.limits.lingerBytes)
            close();
    }
    void stash(std::string_view bytes);
    std::string_view readRequests(std::string_view bytes);
    void onHead(bool moreIsHere);
    void onRequest();
    void onNothingRead(std::int64_t result);
    void awaitRest();
    void onSent(OutputQueue::Outcome outcome);
    bool flush();
    void onFlushed();
    void nextRequest();
    void linger();
    void wait(Deadline what, std::int64_t millis);
    void waitForNothing();
    void judgeBodyRate();
    void judgeReadRate();
    void account();
    void setInterest(std::uint32_t interest)
    {
        if (std::exchange(m_interest, interest) != interest)
            m_host.reactor.watch(m_socket.fd(), interest, this);
    }

    ConnectionHost &m_host;
    std::shared_ptr<const HostPolicy> m_policy; ///< Of the entrance where it came in.
    ClientSocket m_socket;
    Phase m_phase = Phase::Reading;
    Deadline m_deadline = Deadline::None;
    Standing m_standing = Standing::Stranger;
    bool m_leaving = false;
    bool m_passesOn = false;     ///< What comes in is for the one who answers.
    bool m_reading = false;      ///< readRequests() is on the stack.
    bool m_hasMore = false;      ///< Input behind the request being answered, that is not in the backlog yet.
    bool m_offersSwitch = false; ///< Of the request being answered.
    bool m_confidential = false; ///< Providers' keys may come: what is received is wiped from the worker's buffer.
    bool m_reset = false;        ///< Close with RST: the kernel drops what the client never took.
    std::uint16_t m_peerPort;
    std::uint32_t m_interest = 0;
    std::size_t m_discarded = 0; ///< While lingering.
    std::size_t m_body = 0;      ///< Bytes of the body of the request being answered.
    RateWindow m_window{};
    auth::IpAddress m_address; ///< Of the peer.
    std::string m_peer;
    std::shared_ptr<const exchange::CallingApplication> m_application{}; ///< Null: it is not of this computer.
    std::string m_client{}; ///< Whom the peer, a trusted proxy, names in the request being answered.
    RequestReader m_reader;
    Backlog m_backlog{};
    OutputQueue m_out{};
    AnswerFacts m_facts{};
    base::HeldBytes m_held;
    ResponseWriter *m_writer = nullptr; ///< Of the request being answered; each of the two clears the other's pointer.
};

} // namespace server
