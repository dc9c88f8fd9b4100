#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <type_traits>

#include <QObject>
#include <QThread>
#include <QTimer>

#include "base/result.h"
#include "storage/database.h"

namespace storage {

class StorageThread;

/// When the next turn of repeated work is due.
enum class NextTurn : std::uint8_t {
    AtInterval,
    Now,
    Patiently, ///< As AtInterval, but much is coming: a nudge waits kPatience times as long, so that a turn does more.
};

/// Work that a StorageThread repeats. Its end removes the work and waits for a turn that is running.
/// Thread: nudge() from any; the rest from the maker's. Must end before its StorageThread does.
class Recurring final {
public:
    ~Recurring();
    Q_DISABLE_COPY_MOVE(Recurring)
    /// Asks for a turn soon (within the delay given to every()). While one is already asked for this costs one load.
    void nudge();
    /// The next turn is then instead of whenever it would have been; to the millisecond. Thread: the storage thread.
    void turnIn(std::chrono::milliseconds time);

    static constexpr int kPatience = 5;

private:
    friend class StorageThread;
    Recurring(StorageThread &thread, std::function<NextTurn(Database &)> work)
        : m_thread(thread), m_work(std::move(work))
    {
    }
    void turn();

    StorageThread &m_thread;
    std::function<NextTurn(Database &)> m_work;
    std::chrono::milliseconds m_delay{};
    std::chrono::milliseconds m_wait{}; // m_delay, or longer; storage thread
    std::atomic<bool> m_asked{false};
    std::unique_ptr<QTimer> m_interval{}; // these two live on the storage thread
    std::unique_ptr<QTimer> m_soon{};
};

/// The one owner of a Database; work runs in the order it was given. One Writer exists, and any number of Readers.
/// Thread: all functions from any thread. `work` and `done` run on the storage thread: `work` must touch nothing of
///         the caller's, `done` hops to the caller's thread by itself if it needs to.
/// Errors: those `work` returns, or the one with which the Database failed to open. The destructor finishes the
///         queued work, then joins.
class StorageThread final {
public:
    enum class Kind : std::uint8_t { Writer, Reader };

    /// A Reader's files must exist: wait for the Writer's opened() first.
    StorageThread(std::filesystem::path directory, Kind kind);
    ~StorageThread();
    Q_DISABLE_COPY_MOVE(StorageThread)

    /// Not deduced, so that a lambda will do: run<T>(...), or run(...) for work without a value.
    template <typename T>
    using Work = std::type_identity_t<std::function<base::Result<T>(Database &)>>;
    template <typename T>
    using Done = std::type_identity_t<std::function<void(base::Result<T>)>>;

    /// How much work waits; what is running is not counted.
    std::size_t queued() const
    {
        const std::lock_guard lock(m_mutex);
        return m_queue.size();
    }

    /// Waits until the Database is open, or says why it is not.
    base::Result<> opened();

    template <typename T = void>
    void run(Work<T> work, Done<T> done = {})
    {
        post([this, work = std::move(work), done = std::move(done)] {
            if (m_database && m_kind == Kind::Reader)
                m_database->follow();
            base::Result<T> result = m_database ? work(*m_database) : base::Result<T>(base::fail(m_openError));
            if (done)
                done(std::move(result));
        });
    }

    /// The same, but waits. Never from the storage thread itself.
    template <typename T = void>
    base::Result<T> runAndWait(Work<T> work)
    {
        std::optional<base::Result<T>> result;
        std::binary_semaphore finished(0);
        run<T>(std::move(work), [&](base::Result<T> value) {
            result.emplace(std::move(value));
            finished.release();
        });
        finished.acquire();
        return std::move(*result);
    }

    /// Repeats `work` every `interval`, and within `delay` of a nudge; work that has not finished asks for another turn
    /// Now, before which other queued work gets its own. Nothing is done while the Database is not open.
    std::unique_ptr<Recurring> every(std::chrono::milliseconds interval, std::chrono::milliseconds delay,
                                     std::function<NextTurn(Database &)> work);

private:
    friend class Recurring;
    class Anchor;
    void post(std::function<void()> work);
    void runNext();

    Kind m_kind;
    QThread m_thread{};
    mutable std::mutex m_mutex{};
    std::deque<std::function<void()>> m_queue{}; // by m_mutex
    std::unique_ptr<QObject> m_anchor;           // lives on m_thread: is told that there is work
    std::unique_ptr<Database> m_database{};      // made, used and destroyed on m_thread
    base::Error m_openError{};
};

} // namespace storage
