#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace base {

/// An immutable value that is replaced, never edited. Readers on the call path pay one atomic load:
/// each thread keeps a Reader, which fetches the new value only when the generation has moved.
/// Thread: publish() and current() from any thread; a Reader belongs to one thread.
template <typename T>
class Snapshot {
public:
    explicit Snapshot(std::shared_ptr<const T> initial) : m_value(std::move(initial)) {}
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    void publish(std::shared_ptr<const T> next)
    {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(next);
        m_generation.fetch_add(1, std::memory_order_release);
    }

    std::shared_ptr<const T> current() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

    class Reader {
    public:
        explicit Reader(const Snapshot &source) : m_source(&source) {}
        /// The newest value; keep the returned pointer for as long as one call needs one consistent view.
        const std::shared_ptr<const T> &get()
        {
            const auto generation = m_source->m_generation.load(std::memory_order_acquire);
            if (generation != m_seen || !m_value) {
                m_value = m_source->current();
                m_seen = generation;
            }
            return m_value;
        }

    private:
        const Snapshot *m_source;
        std::shared_ptr<const T> m_value{};
        std::uint64_t m_seen = 0;
    };

private:
    mutable std::mutex m_mutex{};
    std::shared_ptr<const T> m_value;
    std::atomic<std::uint64_t> m_generation{1};
};

} // namespace base
