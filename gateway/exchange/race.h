#pragma once

#include <memory>

#include "base/task.h"
#include "base/wake.h"
#include "exchange/attempt.h"
#include "exchange/failover.h"

namespace exchange {

/// What a race asks of its call. Thread: the worker's.
class Runners {
public:
    /// The `nth` attempt of the call, from 1.
    virtual std::unique_ptr<Attempt> send(const routing::Step &step, std::size_t nth) = 0;
    /// The same, while `slow` is under way. Null when it cannot be booked, and so is not sent.
    virtual std::unique_ptr<Attempt> sendBeside(const routing::Step &step, std::size_t nth, const Attempt &slow) = 0;
    /// Takes an attempt that is over into the record.
    virtual void note(const Attempt &attempt) = 0;

protected:
    ~Runners() = default;
};

/// One attempt, and, where the settings want it and the first keeps the client waiting, a second one beside it: whoever
/// brings content first goes on, the other is called off at once. Both wait under the one wake of their call.
/// Thread: the worker's.
class Race {
public:
    struct Setup {
        Runners &runners;
        Failover &failover;
        base::Reactor &reactor;
        base::Wake &wake;
        bool stream;
        bool mayHedge; ///< False once the call has had a second attempt beside one.
    };
    explicit Race(const Setup &setup) : m_setup(setup) {}

    /// The attempt that is left when it is over, with its permit still in the failover's hands; those before it are noted.
    base::Task<std::unique_ptr<Attempt>> run(routing::Step step);
    /// It had a second attempt.
    bool hedged() const { return m_hedged; }

private:
    base::Task<> untilDecided();
    void sendBeside();
    void callOff();
    base::Task<> giveUpBeside();

    Setup m_setup;
    std::unique_ptr<Attempt> m_leading{};
    std::unique_ptr<Attempt> m_beside{};
    bool m_hedged = false;
};

} // namespace exchange
