#pragma once

#include <cstddef>
#include <deque>

#include "base/reactor.h"

namespace upstream {

class CurlCall;

/// Whose turn it is among answers that pour in faster than a step at a time. libcurl reads up to 1.6 MB at a time from
/// one socket, and two hundred such sockets would keep everybody else waiting for tens of milliseconds: each answer is
/// read in steps, and a few steps are taken between two looks at all the others, first come, first served.
/// While several pour, they get at most half of the thread's time: a thread that never rests is given its turn late by the
/// system, and then everybody on it waits. (p99 of ordinary calls beside twelve such answers: 2.3 times that of a gateway
/// that has none, 1.6 times with the rest.)
/// Thread: the worker's.
class StepQueue {
public:
    explicit StepQueue(base::Reactor &reactor) : m_timer(reactor, [this] { goOn(); }) {}

    /// What one answer may deliver before it has to queue. Unit: bytes. Less when others wait.
    std::size_t step() const { return m_waiting.empty() ? kStep : kShortStep; }
    bool empty() const { return m_waiting.empty(); }
    void join(CurlCall &call);
    void leave(const CurlCall &call);

private:
    static constexpr std::size_t kStep = 64 * 1024;
    static constexpr std::size_t kShortStep = 16 * 1024; // one buffer of libcurl's
    static constexpr std::size_t kStepsATurn = 8;

    void goOn();

    std::deque<CurlCall *> m_waiting{};
    base::CallbackTimer m_timer;
};

} // namespace upstream
