#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

#include "base/reactor.h"

namespace fakes {

/// A loop that turns only when the test says so, and whose timers fire only then.
class ManualReactor final : public base::Reactor {
public:
    void watch(int, std::uint32_t, base::FdHandler *) override {}
    void unwatch(int) override {}
    void arm(base::Timer &timer, std::int64_t dueNanos) override
    {
        if (!timer.armed()) {
            timer.heapIndex = m_armed.size();
            m_armed.push_back(&timer);
        }
        timer.due = dueNanos;
    }
    void disarm(base::Timer &timer) override
    {
        base::Timer *moved = m_armed.back();
        moved->heapIndex = timer.heapIndex;
        m_armed[timer.heapIndex] = moved;
        m_armed.pop_back();
        timer.heapIndex = base::Timer::kNotArmed;
    }
    void post(std::function<void()> work) override
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(work));
    }
    void defer(std::function<void()> work) override { m_work.push_back(std::move(work)); }

    /// Until there is nothing to do but wait.
    void run()
    {
        for (takePosted(); !m_work.empty(); takePosted()) {
            const auto work = std::move(m_work.front());
            m_work.pop_front();
            work();
        }
    }
    /// Lets the earliest timer fire, whatever the time, and runs. The timer must be armed.
    void fireNext()
    {
        base::Timer &timer = *earliest();
        timer.disarm();
        timer.fire();
        run();
    }
    /// When the earliest timer is due. Unit: steady nanoseconds.
    std::int64_t nextDue() const { return earliest()->due; }
    std::size_t armed() const { return m_armed.size(); }

private:
    void takePosted()
    {
        const std::lock_guard lock(m_mutex);
        std::ranges::move(std::exchange(m_posted, {}), std::back_inserter(m_work));
    }
    base::Timer *earliest() const { return *std::ranges::min_element(m_armed, {}, &base::Timer::due); }

    std::vector<base::Timer *> m_armed{};
    std::deque<std::function<void()>> m_work{};
    std::mutex m_mutex{};
    std::deque<std::function<void()>> m_posted{}; ///< By any thread.
};

} // namespace fakes
