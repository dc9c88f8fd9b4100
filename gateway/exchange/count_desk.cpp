#include "exchange/count_desk.h"

#include <utility>

namespace exchange {

struct Counting::Slot {
    std::mutex mutex{};
    base::Reactor *reactor = nullptr; ///< Under the mutex. Null: nobody waits any more.
    base::Wake *wake = nullptr;       ///< These are the reactor's thread's alone.
    bool done = false;
    std::optional<std::int64_t> tokens{};

    bool wanted()
    {
        const std::lock_guard lock(mutex);
        return reactor != nullptr;
    }
};

Counting::~Counting()
{
    m_slot->wake = nullptr;
    const std::lock_guard lock(m_slot->mutex);
    m_slot->reactor = nullptr;
}

bool Counting::done() const
{
    return m_slot->done;
}

std::optional<std::int64_t> Counting::tokens() const
{
    return m_slot->tokens;
}

CountDesk::~CountDesk()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

std::unique_ptr<Counting> CountDesk::begin(Work work, base::Reactor &reactor, base::Wake &wake)
{
    auto slot = std::make_shared<Counting::Slot>();
    slot->reactor = &reactor;
    slot->wake = &wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() >= kMostWaiting)
            return nullptr;
        m_jobs.push_back({std::move(work), slot});
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_changed.notify_one();
    return std::unique_ptr<Counting>(new Counting(std::move(slot)));
}

void CountDesk::run()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
        if (m_ending)
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        if (!job.slot->wanted())
            continue;
        const auto tokens = job.work(m_encodings);
        const std::lock_guard slotLock(job.slot->mutex);
        if (job.slot->reactor == nullptr)
            continue;
        job.slot->reactor->post([slot = job.slot, tokens] {
            slot->done = true;
            slot->tokens = tokens;
            if (slot->wake != nullptr)
                slot->wake->raise();
        });
    }
}

} // namespace exchange
