#include "upstream/plain_call.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/uio.h>

#include "base/clock.h"
#include "upstream/answer_limits.h"

namespace upstream {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr int kFlags = MSG_NOSIGNAL | MSG_DONTWAIT;

bool again(int code)
{
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

/// What of `pieces` is left behind their first `sent` bytes.
std::size_t cutFront(std::array<iovec, 3> &pieces, std::array<std::string_view, 3> texts, std::size_t sent)
{
    std::size_t count = 0;
    for (const std::string_view text : texts) {
        const std::size_t gone = std::min(sent, text.size());
        sent -= gone;
        if (gone < text.size())
            pieces[count++] = {const_cast<char *>(text.data() + gone), text.size() - gone};
    }
    return count;
}

} // namespace

PlainCall::PlainCall(CurlClient &client, base::Wake &wake, Request request, std::shared_ptr<const Prepared> prepared)
    : Call(client.reactor(), wake, request),
      m_client(client),
      m_request(std::move(request)),
      m_prepared(std::move(prepared)),
      m_reader(*this),
      m_patience(client.reactor(),
                 [this] { fail(model::FailureClass::Connect, "the provider did not accept a connection in time"); }),
      m_held(client.m_held)
{
    m_tail = "Content-Length: " + std::to_string(m_request.body.size()) + "\r\n\r\n";
    m_total = m_prepared->plainHead.size() + m_tail.size() + m_request.body.size();
    begin();
}

PlainCall::~PlainCall()
{
    stop();
}

void PlainCall::begin()
{
    m_connection = m_client.m_plain.take(*m_prepared->plain, *this);
    if (!m_connection)
        return broke(errno);
    if (m_connection->used)
        return send();
    m_connecting = true;
    m_patience.arm(base::systemClock().steadyNanos() + m_prepared->connectMs * kNanosPerMilli);
    want(base::Reactor::Write);
}

void PlainCall::want(std::uint32_t interest)
{
    m_reactor.watch(m_connection->fd, interest, m_connection.get());
}

void PlainCall::onReady(std::uint32_t events)
{
    if (m_connecting)
        return connected();
    if ((events & base::Reactor::Write) != 0)
        send();
    if (m_connection && !m_waiting && (events & (base::Reactor::Read | base::Reactor::HangUp)) != 0)
        receive();
}

void PlainCall::connected()
{
    int code = 0;
    socklen_t size = sizeof code;
    ::getsockopt(m_connection->fd, SOL_SOCKET, SO_ERROR, &code, &size);
    if (code != 0)
        return broke(code);
    m_connecting = false;
    m_patience.disarm();
    send();
}

/// What the socket does not take goes when it is writable again. One that takes nothing any more may still have the
/// answer: a provider that refuses does not wait for the rest.
void PlainCall::send()
{
    markSent();
    std::array<iovec, 3> pieces{};
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = cutFront(pieces, {m_prepared->plainHead, m_tail, m_request.body}, m_sent);
    const ssize_t sent = ::sendmsg(m_connection->fd, &message, kFlags);
    m_broken = sent < 0 && !again(errno);
    m_sent = m_broken ? m_total : m_sent + static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
    const bool whole = m_sent == m_total;
    if (whole)
        std::string().swap(m_request.body); // nobody needs it any more, and a stream may last
    want(base::Reactor::Read | base::Reactor::HangUp | (whole ? 0U : base::Reactor::Write));
}

/// One buffer a turn, so that nobody's answer keeps the others waiting.
void PlainCall::receive()
{
    CurlClient::Input &input = *m_client.m_input;
    const ssize_t got = ::recv(m_connection->fd, input.data(), input.size(), MSG_DONTWAIT);
    if (got < 0)
        return again(errno) ? void() : broke(errno);
    if (got == 0)
        return farEndClosed();
    const auto size = static_cast<std::size_t>(got);
    const std::size_t used = m_reader.feed({input.data(), size});
    using enum AnswerReader::State;
    switch (m_reader.state()) {
    case Done:
        if (used == size && m_sent == m_total && !m_broken && m_reader.keepsAlive())
            m_client.m_plain.giveBack(std::move(m_connection));
        return conclude();
    case Stopped: // it said why
        return conclude();
    case HeadTooLarge:
        m_problem = kHeadTooLarge;
        m_problemClass = model::FailureClass::BadAnswer;
        return conclude();
    case Broken:
        return fail(model::FailureClass::Connect,
                    status() == 0 ? "what the provider sent is no HTTP" : "the provider's answer is garbled");
    case Head:
    case Body:
        break;
    }
}

void PlainCall::farEndClosed()
{
    m_reader.end();
    if (m_reader.state() == AnswerReader::State::Done)
        return conclude();
    const bool stale = m_connection->used && m_reader.untouched();
    fail(model::FailureClass::Connect, status() != 0 ? "the provider's answer broke off"
                                       : stale       ? "the provider closed the connection before answering"
                                                     : "the provider closed the connection without an answer");
}

void PlainCall::broke(int code)
{
    fail(model::FailureClass::Connect,
         m_sent == 0 ? "no connection to the provider could be made"
                     : std::string("the connection to the provider failed: ") + std::strerror(code));
}

/// After the head it is the answer that was cut.
void PlainCall::fail(model::FailureClass early, std::string why)
{
    m_problem = std::move(why);
    m_problemClass = status() == 0 ? early : model::FailureClass::Cut;
    conclude();
}

void PlainCall::conclude()
{
    stop();
    finish({m_problemClass, m_problem});
}

/// An unfinished transfer has its connection closed there and then.
void PlainCall::stop()
{
    m_patience.disarm();
    m_connection.reset();
}

/// Nothing at all is wanted meanwhile: a far end that leaves would be told of again and again.
void PlainCall::applyPause(bool paused)
{
    m_waiting = paused;
    if (m_connection && !m_connecting)
        want(paused ? base::Reactor::None
                    : base::Reactor::Read | base::Reactor::HangUp | (m_sent < m_total ? base::Reactor::Write : 0U));
}

void PlainCall::onHeader(std::string_view name, std::string_view value)
{
    if (!isKept(name, m_reader.status() >= 400, m_kept))
        return;
    ++m_kept;
    addHeader(std::string(name), std::string(value));
}

/// An error is not billed and may be retried; an answer is billed whether we take it or not.
bool PlainCall::refuseSize(const char *why)
{
    m_problem = why;
    m_problemClass = m_reader.status() < 300 ? model::FailureClass::AnswerTooLarge : model::FailureClass::BadAnswer;
    return false;
}

bool PlainCall::onHead(int status, std::int64_t length)
{
    if (!m_request.stream && length > static_cast<std::int64_t>(kLargestWaiting))
        return refuseSize(kTooLarge);
    if (!m_request.stream && length > 0)
        expectBody(static_cast<std::size_t>(length));
    headArrived(status);
    m_wake.raise();
    return true;
}

bool PlainCall::onBody(std::string_view bytes)
{
    const std::size_t waiting = buffered() + bytes.size();
    if (waiting > kLargestWaiting)
        return refuseSize(kTooLarge);
    m_held.set(waiting);
    if (waiting > kLargeWaiting && m_client.m_held > kMostHeld)
        return refuseSize(kNoRoom);
    bytesArrived(bytes);
    return true;
}

} // namespace upstream
