#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace base {

/// Hears of a descriptor. It may unwatch or delete itself (or any other handler) while being told.
class FdHandler {
public:
    /// `events` is a set of Reactor::Interest; HangUp may come although it was not asked for.
    virtual void onReady(std::uint32_t events) = 0;

protected:
    ~FdHandler() = default;
};

class Reactor;

/// One deadline, armed and disarmed without allocation. Disarms itself when destroyed.
/// Thread: the reactor's.
class Timer {
public:
    explicit Timer(Reactor &reactor) : m_reactor(reactor) {}
    virtual ~Timer();
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    /// Fires once at `dueNanos` on the steady clock, replacing any earlier deadline.
    void arm(std::int64_t dueNanos);
    void disarm();
    bool armed() const { return heapIndex != kNotArmed; }

    /// The reactor's book-keeping: place in its heap of deadlines.
    static constexpr std::size_t kNotArmed = static_cast<std::size_t>(-1);
    std::size_t heapIndex = kNotArmed;
    std::int64_t due = 0;
    virtual void fire() = 0;

protected:
    Reactor &m_reactor;
};

/// A timer that calls a function.
class CallbackTimer final : public Timer {
public:
    CallbackTimer(Reactor &reactor, std::function<void()> callback) : Timer(reactor), m_callback(std::move(callback)) {}
    void fire() override { m_callback(); }

private:
    std::function<void()> m_callback;
};

/// One thread's event loop, as the code below the server sees it: descriptors, deadlines, hand-over from other
/// threads. The server's epoll event dispatcher implements it (so Qt objects and ours share one loop).
/// Thread: the loop's own, but for post().
class Reactor {
public:
    enum Interest : std::uint32_t { None = 0, Read = 1, Write = 2, HangUp = 4 };

    virtual ~Reactor() = default;
    /// Adds the descriptor or changes what is wanted of it; level-triggered. Interest::None keeps it known but silent.
    virtual void watch(int fd, std::uint32_t interest, FdHandler *handler) = 0;
    /// Must come before the descriptor is closed.
    virtual void unwatch(int fd) = 0;
    virtual void arm(Timer &timer, std::int64_t dueNanos) = 0;
    virtual void disarm(Timer &timer) = 0;
    /// Runs `work` on the loop's thread, soon. Thread: any.
    virtual void post(std::function<void()> work) = 0;
    /// Runs `work` after the handler that is running now, before the loop sleeps. Cheap: no wake-up.
    virtual void defer(std::function<void()> work) = 0;
};

inline Timer::~Timer()
{
    disarm();
}

inline void Timer::arm(std::int64_t dueNanos)
{
    m_reactor.arm(*this, dueNanos);
}

inline void Timer::disarm()
{
    if (armed())
        m_reactor.disarm(*this);
}

} // namespace base
