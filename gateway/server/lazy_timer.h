#pragma once

#include <cstdint>
#include <limits>

#include "base/clock.h"
#include "base/reactor.h"

namespace server {

/// A deadline that mostly moves on before it is reached, as a connection's does with every request: moving it on costs
/// nothing, for the timer below stays armed for the earlier moment and looks again when that comes.
/// Thread: the reactor's.
class LazyTimer : private base::Timer {
public:
    explicit LazyTimer(base::Reactor &reactor) : base::Timer(reactor) {}

protected:
    virtual void onDue() = 0;

    void startTimer(std::int64_t millis)
    {
        m_due = base::systemClock().steadyNanos() + millis * 1'000'000;
        if (!armed() || due > m_due)
            arm(m_due);
    }
    void stopTimer() { m_due = kNever; }

private:
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

    void fire() final
    {
        if (m_due == kNever)
            return;
        if (base::systemClock().steadyNanos() < m_due)
            arm(m_due);
        else
            onDue();
    }

    std::int64_t m_due = kNever;
};

} // namespace server
