#pragma once

#include <coroutine>
#include <utility>

#include "base/reactor.h"

namespace base {

/// The one thing a coroutine waits on: whoever has news for it (provider, client, timer, shutdown) raises it, and the
/// coroutine looks around. Resumes after the handler that raised it has returned, never inside it, so that no library
/// is called back from within its own callback; news of one loop turn are seen together.
/// Invariant: one waiter; the waiter owns it and ends only while running.
/// Thread: the reactor's.
class Wake {
public:
    explicit Wake(Reactor &reactor) : m_reactor(reactor) {}
    Wake(const Wake &) = delete;
    Wake &operator=(const Wake &) = delete;

    void raise()
    {
        m_raised = true;
        if (m_waiter && !m_scheduled) {
            m_scheduled = true;
            m_reactor.defer([this] { resume(); });
        }
    }

    bool await_ready() const noexcept { return m_raised; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_waiter = waiter; }
    void await_resume() noexcept { m_raised = false; }

private:
    void resume()
    {
        m_scheduled = false;
        const std::coroutine_handle<> waiter = std::exchange(m_waiter, {});
        waiter.resume();
    }

    Reactor &m_reactor;
    std::coroutine_handle<> m_waiter{};
    bool m_raised = false;
    bool m_scheduled = false;
};

} // namespace base
