#include "upstream/step_queue.h"

#include <algorithm>

#include "base/clock.h"
#include "upstream/curl_call.h"

namespace upstream {

void StepQueue::join(CurlCall &call)
{
    m_waiting.push_back(&call);
    if (!m_timer.armed())
        m_timer.arm(0); // after everything that is ready now
}

void StepQueue::leave(const CurlCall &call)
{
    std::erase(m_waiting, &call);
}

/// A call that goes on may end, and so may others with it: nothing is kept across one.
void StepQueue::goOn()
{
    const std::int64_t began = base::systemClock().steadyNanos();
    for (std::size_t left = std::min(kStepsATurn, m_waiting.size()); left > 0 && !m_waiting.empty(); --left) {
        CurlCall *call = m_waiting.front();
        m_waiting.pop_front();
        call->takeStep();
    }
    if (m_waiting.empty())
        return;
    const std::int64_t now = base::systemClock().steadyNanos();
    const bool alone = m_waiting.size() == 1;
    m_timer.arm(alone ? now : now + (now - began));
}

} // namespace upstream
