#include "upstream/sandbox_call.h"

#include "base/clock.h"

namespace upstream {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;

} // namespace

SandboxCall::SandboxCall(base::Reactor &reactor, base::Wake &wake, const Request &request, SandboxScript script)
    : Call(reactor, wake, request), m_script(std::move(script)), m_timer(reactor, [this] { play(); })
{
    markSent();
    headArrived(m_script.status);
    addHeader("content-type", request.stream && m_script.status == 200 ? "text/event-stream" : "application/json");
    if (!m_script.retryAfter.empty())
        addHeader("retry-after", m_script.retryAfter);
    play();
}

/// Sends every piece that is due; a piece with a delay waits for the timer.
void SandboxCall::play()
{
    while (m_next < m_script.pieces.size() && !m_paused) {
        SandboxScript::Piece &piece = m_script.pieces[m_next];
        if (piece.delayMs > 0) {
            m_timer.arm(base::systemClock().steadyNanos() + piece.delayMs * kNanosPerMilli);
            piece.delayMs = 0; // waited for once
            return;
        }
        bytesArrived(piece.bytes);
        ++m_next;
    }
    if (m_next < m_script.pieces.size() || m_script.end == model::FailureClass::Stalled)
        return;
    if (m_script.end == model::FailureClass::Cut)
        finish({m_script.end, "the sandbox broke off, as asked"});
    else
        finish({});
}

void SandboxCall::applyPause(bool paused)
{
    m_paused = paused;
    if (!paused && !ended() && !m_timer.armed())
        play();
}

} // namespace upstream
