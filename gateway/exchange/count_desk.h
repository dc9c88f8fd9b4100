#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/reactor.h"
#include "base/wake.h"
#include "pricing/tokens/encodings.h"

namespace exchange {

/// One count that a coroutine waits for. Destroyed before its end, it is not made, or nobody hears of it.
/// Thread: the reactor's that it was begun for.
class Counting {
public:
    ~Counting();
    Counting(const Counting &) = delete;
    Counting &operator=(const Counting &) = delete;

    bool done() const;
    /// Unit: tokens. Nothing when it could not be counted, or is not done.
    std::optional<std::int64_t> tokens() const;

private:
    friend class CountDesk;
    struct Slot;
    explicit Counting(std::shared_ptr<Slot> slot) : m_slot(std::move(slot)) {}
    std::shared_ptr<Slot> m_slot;
};

/// Counts tokens away from the workers, on a thread of its own that is made with the first count: reading an encoding
/// and counting a long prompt take milliseconds that no other call should wait for.
/// Shared by all workers, for the encodings take some MB once they are read; the lock is held for a push or a pop.
/// Thread: any. Outlives the reactors' calls.
class CountDesk {
public:
    /// Errors are for the work to swallow: nothing means that it cannot be counted.
    using Work = std::function<std::optional<std::int64_t>(const pricing::Encodings &)>;

    explicit CountDesk(pricing::Encodings::Load load) : m_encodings(std::move(load)) {}
    /// What has not begun is left.
    ~CountDesk();
    CountDesk(const CountDesk &) = delete;
    CountDesk &operator=(const CountDesk &) = delete;

    /// Raises `wake` when it is done, unless the Counting is gone by then. Null when too many wait already.
    std::unique_ptr<Counting> begin(Work work, base::Reactor &reactor, base::Wake &wake);

private:
    struct Job {
        Work work{};
        std::shared_ptr<Counting::Slot> slot{};
    };
    static constexpr std::size_t kMostWaiting = 64;
    void run();

    pricing::Encodings m_encodings;
    std::mutex m_mutex{};
    std::condition_variable m_changed{};
    std::deque<Job> m_jobs{};
    bool m_ending = false;
    std::thread m_thread{};
};

} // namespace exchange
