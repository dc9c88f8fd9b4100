#include "upstream/call.h"

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"
#include "dialect/dialect.h"

namespace upstream {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::size_t kCompactAbove = 64 * 1024;
// Moving a buffer costs its size twice: what unread bytes of a stream have outgrown the one gets all that an event may
// need, untouched pages being free.
constexpr std::size_t kLargeEvent = std::size_t{2} << 20;
constexpr std::size_t kLargestEvent = (std::size_t{8} << 20) + std::size_t{256} * 1024;

} // namespace

Call::Call(base::Reactor &reactor, base::Wake &wake, const Request &request)
    : m_reactor(reactor),
      m_wake(wake),
      m_stream(request.stream),
      m_started(base::systemClock().steadyNanos()),
      m_lastByte(m_started),
      m_firstToken(request.timeoutsInForce().firstTokenMs * kNanosPerMilli),
      m_idle(request.timeoutsInForce().idleMs * kNanosPerMilli),
      m_total(std::min(request.totalDeadline, m_started + request.timeoutsInForce().totalMs * kNanosPerMilli)),
      m_timer(reactor, [this] { checkDeadlines(); })
{
    m_timer.arm(nextDeadline());
}

std::string_view Call::header(std::string_view name) const
{
    for (const auto &[key, value] : m_headers)
        if (base::equalsIgnoringCase(key, name))
            return value;
    return {};
}

void Call::consume(std::size_t bytes)
{
    m_consumed += bytes;
    if (m_consumed == m_body.size()) {
        m_body.clear();
        if (m_body.capacity() > kLargeEvent) // one large event must not cost that much for as long as the stream lasts
            std::string().swap(m_body);
        m_consumed = 0;
    } else if (m_consumed > kCompactAbove) {
        m_body.erase(0, m_consumed);
        m_consumed = 0;
    }
    consumed();
}

std::string Call::takeBody()
{
    std::string out = std::move(m_body);
    if (m_consumed > 0)
        out.erase(0, m_consumed);
    m_body.clear();
    m_consumed = 0;
    return out;
}

void Call::contentSeen()
{
    if (m_contentSeen)
        return;
    m_contentSeen = true;
    if (m_stream && !m_ended)
        m_timer.arm(nextDeadline());
}

void Call::close()
{
    if (m_ended)
        return;
    stop();
    finish({model::FailureClass::Cancelled, "nobody waits for the answer any more"});
}

void Call::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_lastByte = base::systemClock().steadyNanos();
    if (!m_ended)
        m_timer.arm(nextDeadline());
    applyPause(paused);
}

void Call::expectBody(std::size_t bytes)
{
    m_body.reserve(bytes + dialect::kReadablePadding);
}

void Call::bytesArrived(std::string_view bytes)
{
    m_lastByte = base::systemClock().steadyNanos();
    const std::size_t needed = m_body.size() + bytes.size() + dialect::kReadablePadding;
    if (m_body.capacity() < needed)
        m_body.reserve(m_stream && needed > kLargeEvent ? std::max(needed, kLargestEvent)
                                                        : std::max(needed, m_body.capacity() + m_body.capacity() / 2));
    m_body.append(bytes);
    m_wake.raise();
}

void Call::finish(End end)
{
    if (m_ended)
        return;
    m_ended = true;
    m_end = std::move(end);
    m_timer.disarm();
    m_wake.raise();
}

/// A whole answer may take long to think about: only a stream promises early bytes.
std::int64_t Call::nextDeadline() const
{
    if (!m_stream)
        return m_total;
    if (m_paused)
        return m_total;
    return std::min(m_total, m_contentSeen ? m_lastByte + m_idle : m_started + m_firstToken);
}

void Call::checkDeadlines()
{
    const std::int64_t due = nextDeadline();
    const std::int64_t now = base::systemClock().steadyNanos();
    if (now < due) {
        m_timer.arm(due);
        return;
    }
    stop();
    if (due == m_total)
        finish({model::FailureClass::Stalled, "the answer was not complete within the total time allowed"});
    else if (m_contentSeen)
        finish({model::FailureClass::Stalled, "the provider sent nothing for longer than the idle time allowed"});
    else
        finish(
            {model::FailureClass::Timeout, "the provider sent no content within the time allowed for a first token"});
}

} // namespace upstream
