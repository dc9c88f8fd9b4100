#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include <QAbstractEventDispatcher>

#include "base/reactor.h"
#include "server/epoll_set.h"
#include "server/timer_heap.h"

namespace server {

/// The event loop of a worker thread: one epoll set for Qt's notifiers and timers and for our own descriptors.
/// A turn costs one epoll_wait whatever the number of idle descriptors; interest changes are gathered and reach the
/// kernel just before it, if they still differ from what the kernel knows.
/// Give it to QThread::setEventDispatcher() before the thread starts; QThread then owns it.
/// Handlers and notifiers may delete themselves or their neighbours while a batch is being handled.
/// Thread: its own, but for wakeUp(), interrupt() and post().
class EpollDispatcher final : public QAbstractEventDispatcher, public base::Reactor {
public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;
    Q_DISABLE_COPY_MOVE(EpollDispatcher)

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;
    void wakeUp() override;
    void interrupt() override;
    void startingUp() override;
    void closingDown() override;

    /// A descriptor watched for None costs no system call to fall silent and none to come back: the way to park a
    /// pooled connection. unwatch() and then watch() of one number cost one, for it may be another file by then.
    void watch(int fd, std::uint32_t interest, base::FdHandler *handler) override;
    void unwatch(int fd) override;
    void arm(base::Timer &timer, std::int64_t dueNanos) override;
    void disarm(base::Timer &timer) override;
    void post(std::function<void()> work) override;
    void defer(std::function<void()> work) override;

private:
    struct QtTimer;
    void refreshNotifiers(int fd, EpollSet::Entry &entry);
    int waitMillis() const;
    int waitAndHandle(int timeout);
    void waitForWakeUpOnly(int timeout);
    void handle(const epoll_event &event);
    void activateNotifiers(const epoll_event &event, std::uint32_t ready);
    int fireTimers();
    int runPosted();
    int runDeferred();

    EpollSet m_set{};
    int m_wakeFd = -1;
    std::atomic<std::thread::id> m_owner{}; ///< Others may post before the thread has begun.
    TimerHeap m_heap{};
    std::int64_t m_firedAt = 0; ///< When due timers were last looked for.
    std::unordered_map<int, std::unique_ptr<QtTimer>> m_qtTimers;
    std::vector<std::function<void()>> m_deferred{};
    std::mutex m_postMutex{};
    std::vector<std::function<void()>> m_posted{}; ///< Under m_postMutex.
    std::atomic<bool> m_hasPosted = false;
    std::atomic<bool> m_sleeping = false;
    std::atomic<bool> m_wakePending = false; ///< Asked for by another thread and not yet served.
    std::atomic<bool> m_interrupted = false;
    bool m_wokenInside = false; ///< Asked for by our own thread: an event was posted while the loop was awake.
};

} // namespace server
