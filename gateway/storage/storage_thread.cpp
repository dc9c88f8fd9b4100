#include "storage/storage_thread.h"

#include <QCoreApplication>
#include <QEvent>

#include "base/free_lists.h"

namespace storage {

/// The work itself waits in a queue of ours, not in Qt's events: a lock that ThreadSanitizer knows of hands it over.
class StorageThread::Anchor final : public QObject {
public:
    explicit Anchor(StorageThread &owner) : m_owner(owner)
    {
        connect(&owner.m_thread, &QThread::finished, this, [this] { m_ended.release(); }, Qt::DirectConnection);
    }
    /// QThread::wait() alone would do, but nothing outside Qt sees that it orders anything.
    void awaitEnd()
    {
        m_owner.m_thread.wait();
        m_ended.acquire();
    }

protected:
    void customEvent(QEvent * /*event*/) override { m_owner.runNext(); }

private:
    StorageThread &m_owner;
    std::binary_semaphore m_ended{0};
};

StorageThread::StorageThread(std::filesystem::path directory, Kind kind)
    : m_kind(kind), m_anchor(std::make_unique<Anchor>(*this))
{
    m_thread.setObjectName(kind == Kind::Writer ? QStringLiteral("storage-writer") : QStringLiteral("storage-reader"));
    m_anchor->moveToThread(&m_thread);
    m_thread.start();
    post([this, directory = std::move(directory), kind] {
        if (kind == Kind::Writer)
            base::keepFreedBlocks();
        auto database = Database::open(directory, kind == Kind::Writer ? Access::ReadWrite : Access::ReadOnly);
        if (database)
            m_database = std::move(*database);
        else
            m_openError = std::move(database.error());
    });
}

StorageThread::~StorageThread()
{
    post([this] { // behind everything that was asked for before
        m_database.reset();
        m_thread.quit();
    });
    static_cast<Anchor &>(*m_anchor).awaitEnd();
}

base::Result<> StorageThread::opened()
{
    return runAndWait([](Database &) -> base::Result<> { return {}; });
}

void StorageThread::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    QCoreApplication::postEvent(m_anchor.get(), new QEvent(QEvent::User)); // one each: timers get their turn
}

void StorageThread::runNext()
{
    std::function<void()> work;
    {
        const std::lock_guard lock(m_mutex);
        work = std::move(m_queue.front());
        m_queue.pop_front();
    }
    work();
}

std::unique_ptr<Recurring> StorageThread::every(std::chrono::milliseconds interval, std::chrono::milliseconds delay,
                                                std::function<NextTurn(Database &)> work)
{
    std::unique_ptr<Recurring> out(new Recurring(*this, std::move(work)));
    post([recurring = out.get(), interval, delay] {
        const auto turn = [recurring] { recurring->turn(); };
        recurring->m_delay = delay;
        recurring->m_wait = delay;
        recurring->m_soon = std::make_unique<QTimer>();
        recurring->m_soon->setSingleShot(true);
        recurring->m_soon->callOnTimeout(recurring->m_soon.get(), turn);
        recurring->m_interval = std::make_unique<QTimer>();
        recurring->m_interval->callOnTimeout(recurring->m_interval.get(), turn);
        recurring->m_interval->start(interval);
    });
    return out;
}

Recurring::~Recurring()
{
    std::binary_semaphore gone(0);
    m_thread.post([this, &gone] { // behind every nudge that was posted, so that none finds us gone
        m_soon.reset();
        m_interval.reset();
        gone.release();
    });
    gone.acquire();
}

void Recurring::nudge()
{
    if (m_asked.load() || m_asked.exchange(true))
        return;
    m_thread.post([this] {
        if (!m_soon->isActive())
            m_soon->start(m_wait);
    });
}

void Recurring::turnIn(std::chrono::milliseconds time)
{
    m_soon->setTimerType(Qt::PreciseTimer);
    m_soon->start(time);
}

void Recurring::turn()
{
    m_soon->stop();
    m_asked.store(false); // before the work looks: what is nudged for from here on gets a turn of its own
    const NextTurn next = m_thread.m_database ? m_work(*m_thread.m_database) : NextTurn::AtInterval;
    m_wait = next == NextTurn::Patiently ? kPatience * m_delay : m_delay;
    if (next == NextTurn::Now)
        m_soon->start(std::chrono::milliseconds(0));
}

} // namespace storage
