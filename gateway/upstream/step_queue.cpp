#include "upstream/step_queue.h"

#include <algorithm>

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
    for (std::size_t left = std::min(kStepsATurn, m_waiting.size()); left > 0 && !m_waiting.empty(); --left) {
        CurlCall *call = m_waiting.front();
        m_waiting.pop_front();
        call->takeStep();
    }
    if (!m_waiting.empty())
        m_timer.arm(0);
}

} // namespace upstream
