#include "server/epoll_dispatcher.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

#include <QCoreApplication>
#include <QDebug>
#include <QEvent>
#include <QSocketNotifier>
#include <QTimerEvent>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"

namespace server {
namespace {

constexpr int kBatch = 256;
constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::array<std::uint32_t, 3> kNotifierBits = {EPOLLIN, EPOLLOUT, EPOLLPRI}; // by QSocketNotifier::Type

std::uint32_t toEpoll(std::uint32_t interest)
{
    return ((interest & base::Reactor::Read) ? std::uint32_t{EPOLLIN} : 0U)
           | ((interest & base::Reactor::Write) ? std::uint32_t{EPOLLOUT} : 0U)
           | ((interest & base::Reactor::HangUp) ? std::uint32_t{EPOLLRDHUP} : 0U);
}

std::uint32_t fromEpoll(std::uint32_t events)
{
    return ((events & EPOLLIN) ? std::uint32_t{base::Reactor::Read} : 0U)
           | ((events & EPOLLOUT) ? std::uint32_t{base::Reactor::Write} : 0U)
           | ((events & (EpollSet::kTrouble | EPOLLRDHUP)) ? std::uint32_t{base::Reactor::HangUp} : 0U);
}

std::int64_t now()
{
    return base::systemClock().steadyNanos();
}

} // namespace

/// A timer of Qt's, kept in the same heap as ours.
struct EpollDispatcher::QtTimer final : base::Timer {
    QtTimer(base::Reactor &reactor, TimerInfo timerInfo, QObject *target)
        : base::Timer(reactor), info(timerInfo), object(target)
    {
    }
    std::int64_t intervalNanos() const { return std::int64_t{info.interval} * kNanosPerMilli; }
    void fire() override
    {
        // A late timer does not make up for what it missed, and one of interval zero fires once a turn.
        arm(std::max(due + intervalNanos(), now() + 1));
        QTimerEvent event(info.timerId);
        QCoreApplication::sendEvent(object, &event); // may delete this timer
    }
    TimerInfo info;
    QObject *object;
};

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent), m_wakeFd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_wakeFd < 0)
        qFatal("no descriptor left for an event loop: raise the limit of open files");
    m_set.addWakeUp(m_wakeFd);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeFd);
}

void EpollDispatcher::startingUp()
{
    m_owner = std::this_thread::get_id();
}

void EpollDispatcher::closingDown()
{
    runPosted();
    runDeferred();
    const std::scoped_lock lock(m_postMutex); // whoever told this loop to end is done with us: see wakeUp()
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false, std::memory_order_relaxed);
    Q_EMIT awake();
    m_wokenInside = false;
    QCoreApplication::sendPostedEvents();
    int handled = runPosted() + runDeferred();
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents);
    if (mayWait)
        Q_EMIT aboutToBlock();
    if (m_interrupted.load(std::memory_order_relaxed))
        return handled > 0;
    m_set.applyChanges();
    const int timeout = mayWait ? waitMillis() : 0;
    if (flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        waitForWakeUpOnly(timeout);
    else
        handled += waitAndHandle(timeout);
    handled += runDeferred();
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        handled += fireTimers() + runDeferred();
    return handled > 0;
}

int EpollDispatcher::waitMillis() const
{
    if (m_wokenInside || !m_deferred.empty())
        return 0;
    if (m_heap.empty())
        return -1;
    const std::int64_t left = m_heap.first()->due - now();
    if (left <= 0)
        return 0;
    return static_cast<int>(std::min<std::int64_t>((left + kNanosPerMilli - 1) / kNanosPerMilli, INT_MAX));
}

int EpollDispatcher::waitAndHandle(int timeout)
{
    std::array<epoll_event, kBatch> batch; // on the stack: a handler may run a nested loop
    // Sleeping is announced before the last look at the flag, and a waker sets the flag before it looks whether we
    // sleep: one of the two always sees the other, so nobody writes to the eventfd of a loop that is awake.
    m_sleeping.store(true);
    const int count = m_set.wait(batch, m_wakePending.load() ? 0 : timeout);
    m_sleeping.store(false, std::memory_order_relaxed);
    m_wakePending.exchange(false);
    for (const epoll_event &event : std::span(batch).first(static_cast<std::size_t>(count)))
        if (event.data.u64 != EpollSet::kWakeData)
            handle(event);
    return count;
}

void EpollDispatcher::waitForWakeUpOnly(int timeout)
{
    pollfd wake{m_wakeFd, POLLIN, 0};
    m_sleeping.store(true);
    if (::poll(&wake, 1, m_wakePending.load() ? 0 : timeout) > 0) {
        std::uint64_t ignored = 0;
        [[maybe_unused]] const auto size = ::read(m_wakeFd, &ignored, sizeof ignored);
    }
    m_sleeping.store(false, std::memory_order_relaxed);
    m_wakePending.exchange(false);
}

void EpollDispatcher::wakeUp()
{
    if (std::this_thread::get_id() == m_owner) {
        m_wokenInside = true;
        return;
    }
    // The thread may end on what it is told here, and takes this object with it; closingDown() waits for the lock.
    const std::scoped_lock lock(m_postMutex);
    if (m_wakePending.exchange(true) || !m_sleeping.load())
        return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto size = ::write(m_wakeFd, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true, std::memory_order_relaxed);
    wakeUp();
}

// Descriptors

void EpollDispatcher::watch(int fd, std::uint32_t interest, base::FdHandler *handler)
{
    EpollSet::Entry &entry = m_set.entry(fd);
    entry.handler = handler;
    m_set.want(fd, entry, toEpoll(interest));
}

void EpollDispatcher::unwatch(int fd)
{
    m_set.forget(m_set.entry(fd));
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    EpollSet::Entry &entry = m_set.entry(fd);
    entry.notifiers[static_cast<std::size_t>(notifier->type())] = notifier;
    refreshNotifiers(fd, entry);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    EpollSet::Entry &entry = m_set.entry(fd);
    QSocketNotifier *&place = entry.notifiers[static_cast<std::size_t>(notifier->type())];
    if (place != notifier)
        return; // the number was given to another file before the old notifier went
    place = nullptr;
    if (std::ranges::all_of(entry.notifiers, [](const auto *one) { return one == nullptr; }))
        m_set.forget(entry);
    else
        refreshNotifiers(fd, entry);
}

void EpollDispatcher::refreshNotifiers(int fd, EpollSet::Entry &entry)
{
    std::uint32_t bits = 0;
    for (std::size_t type = 0; type < kNotifierBits.size(); ++type)
        bits |= entry.notifiers[type] ? kNotifierBits[type] : 0U;
    m_set.want(fd, entry, bits);
}

void EpollDispatcher::handle(const epoll_event &event)
{
    std::uint32_t ready = 0;
    const EpollSet::Entry *entry = m_set.resolve(event, ready);
    if (!entry)
        return;
    if (entry->handler)
        entry->handler->onReady(fromEpoll(ready)); // `entry` may be gone or moved from here on
    else
        activateNotifiers(event, ready);
}

void EpollDispatcher::activateNotifiers(const epoll_event &event, std::uint32_t ready)
{
    for (std::size_t type = 0; type < kNotifierBits.size(); ++type) {
        const auto *entry = m_set.find(EpollSet::fdOf(event), EpollSet::generationOf(event)); // again: see above
        if (!entry)
            return;
        QSocketNotifier *notifier = entry->notifiers[type];
        if (!notifier || (ready & (kNotifierBits[type] | EpollSet::kTrouble)) == 0)
            continue;
        QEvent activation(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &activation);
    }
}

// Timers

void EpollDispatcher::arm(base::Timer &timer, std::int64_t dueNanos)
{
    m_heap.arm(timer, std::max(dueNanos, m_firedAt + 1)); // one that arms itself for at once waits for the next turn
}

void EpollDispatcher::disarm(base::Timer &timer)
{
    m_heap.disarm(timer);
}

int EpollDispatcher::fireTimers()
{
    if (m_heap.empty())
        return 0;
    m_firedAt = now();
    int fired = 0;
    while (!m_heap.empty() && m_heap.first()->due <= m_firedAt) {
        base::Timer *timer = m_heap.first();
        m_heap.disarm(*timer);
        timer->fire();
        ++fired;
    }
    return fired;
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    const TimerInfo info(timerId, static_cast<int>(std::min<qint64>(interval, INT_MAX)), timerType);
    auto &timer = m_qtTimers[timerId] = std::make_unique<QtTimer>(*this, info, object);
    timer->arm(now() + timer->intervalNanos());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_qtTimers.erase(timerId) > 0;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return std::erase_if(m_qtTimers, [object](const auto &entry) { return entry.second->object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> out;
    for (const auto &[id, timer] : m_qtTimers)
        if (timer->object == object)
            out.append(timer->info);
    return out;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto timer = m_qtTimers.find(timerId);
    if (timer == m_qtTimers.end())
        return -1;
    return static_cast<int>(std::max<std::int64_t>((timer->second->due - now()) / kNanosPerMilli, 0));
}

// Work handed over

void EpollDispatcher::post(std::function<void()> work)
{
    {
        const std::scoped_lock lock(m_postMutex);
        m_posted.push_back(std::move(work));
        m_hasPosted.store(true, std::memory_order_relaxed);
    }
    wakeUp();
}

int EpollDispatcher::runPosted()
{
    // Whoever posts sets the flag before it wakes us, so a look without the lock cannot miss it for good.
    if (!m_hasPosted.load(std::memory_order_acquire))
        return 0;
    std::vector<std::function<void()>> batch;
    {
        const std::scoped_lock lock(m_postMutex);
        batch.swap(m_posted);
        m_hasPosted.store(false, std::memory_order_relaxed);
    }
    for (auto &work : batch)
        work();
    return static_cast<int>(batch.size());
}

void EpollDispatcher::defer(std::function<void()> work)
{
    m_deferred.push_back(std::move(work));
}

int EpollDispatcher::runDeferred()
{
    if (m_deferred.empty())
        return 0;
    std::vector<std::function<void()>> batch; // ours, for what runs may defer more or run a nested loop
    batch.swap(m_deferred);
    for (auto &work : batch)
        work();
    const int count = static_cast<int>(batch.size());
    if (m_deferred.capacity() == 0) { // give the memory back for the next turn
        batch.clear();
        m_deferred.swap(batch);
    }
    return count;
}

} // namespace server
