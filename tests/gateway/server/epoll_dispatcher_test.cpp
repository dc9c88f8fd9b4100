#include "server/epoll_dispatcher.h"

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

using base::Reactor;
using server::EpollDispatcher;

namespace {

constexpr std::int64_t kMilli = 1'000'000;

std::int64_t now()
{
    return base::systemClock().steadyNanos();
}

/// Two connected stream sockets.
struct Pair {
    Pair() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds); }
    ~Pair()
    {
        closeOurs();
        closeTheirs();
    }
    void closeOurs() { closeOne(fds[0]); }
    void closeTheirs() { closeOne(fds[1]); }
    void closeOne(int &fd)
    {
        if (fd >= 0)
            ::close(fd);
        fd = -1;
    }
    int ours() const { return fds[0]; }
    void poke() const { [[maybe_unused]] const auto size = ::write(fds[1], "x", 1); }
    int fds[2] = {-1, -1};
};

void drain(int fd)
{
    char bytes[64];
    while (::read(fd, bytes, sizeof bytes) > 0) {
    }
}

struct Handler final : base::FdHandler {
    explicit Handler(std::function<void(std::uint32_t)> work) : does(std::move(work)) {}
    void onReady(std::uint32_t events) override
    {
        ++calls;
        does(events);
    }
    std::function<void(std::uint32_t)> does;
    std::atomic<int> calls = 0;
};

/// A thread that runs an EpollDispatcher; work is handed in with run(), which waits for its end.
class Worker {
public:
    Worker()
    {
        m_thread.setEventDispatcher(dispatcher);
        QObject::connect(&m_thread, &QThread::finished, &m_thread, [this] { m_ended.release(); }, Qt::DirectConnection);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
        m_ended.acquire(); // what QThread::wait() orders is hidden from ThreadSanitizer
    }
    void run(std::function<void()> work)
    {
        std::promise<void> done;
        dispatcher->post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    /// Lets the loop turn a few times.
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            run([] {});
    }
    QThread &thread() { return m_thread; }
    EpollDispatcher *dispatcher = new EpollDispatcher; // the thread owns it

private:
    QThread m_thread{};
    std::binary_semaphore m_ended{0};
};

} // namespace

class EpollDispatcherTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsAHandlerUntilItHasRead()
    {
        Worker worker;
        Pair pair;
        std::atomic<int> calls = 0;
        Handler handler([&](std::uint32_t events) {
            QVERIFY(events & Reactor::Read);
            if (++calls == 3) // level-triggered: the byte is left lying twice
                drain(pair.ours());
        });
        worker.run([&] { worker.dispatcher->watch(pair.ours(), Reactor::Read, &handler); });
        pair.poke();
        QTRY_COMPARE(calls.load(), 3);
        worker.settle();
        QCOMPARE(calls.load(), 3);
        worker.run([&] { worker.dispatcher->unwatch(pair.ours()); });
    }

    void tellsOfHangUpThoughNotAskedFor()
    {
        Worker worker;
        Pair pair;
        std::atomic<std::uint32_t> seen = 0;
        Handler handler([&](std::uint32_t events) {
            seen = events;
            worker.dispatcher->unwatch(pair.ours());
        });
        worker.run([&] { worker.dispatcher->watch(pair.ours(), Reactor::Write, &handler); });
        QTRY_VERIFY(seen.load() == Reactor::Write);
        worker.run([&] { worker.dispatcher->watch(pair.ours(), Reactor::HangUp, &handler); });
        pair.closeTheirs();
        QTRY_VERIFY(seen.load() & Reactor::HangUp);
        worker.settle(); // the handler may still be at work
    }

    void aParkedDescriptorIsSilentAndDoesNotSpin()
    {
        Worker worker;
        Pair pair;
        std::atomic<int> calls = 0;
        std::atomic<int> turns = 0;
        Handler handler([&](std::uint32_t) {
            ++calls;
            drain(pair.ours());
        });
        worker.run([&] {
            QObject::connect(worker.dispatcher, &QAbstractEventDispatcher::awake, worker.dispatcher, [&] { ++turns; });
            worker.dispatcher->watch(pair.ours(), Reactor::Read, &handler);
        });
        pair.poke();
        QTRY_COMPARE(calls.load(), 1);
        worker.run([&] { worker.dispatcher->watch(pair.ours(), Reactor::None, &handler); });
        pair.poke();
        pair.closeTheirs(); // hang-up is reported by the kernel without being asked for
        worker.settle();
        turns = 0;
        QTest::qWait(50);
        QVERIFY2(turns.load() < 3, "the loop spins on an event nobody wants");
        QCOMPARE(calls.load(), 1);
        worker.run([&] { worker.dispatcher->watch(pair.ours(), Reactor::Read, &handler); });
        QTRY_VERIFY(calls.load() >= 2);
        worker.run([&] { worker.dispatcher->unwatch(pair.ours()); });
    }

    void aDescriptorUnwatchedAndLeftOpenDoesNotSpin()
    {
        Worker worker;
        Pair pair;
        std::atomic<int> turns = 0;
        Handler handler([&](std::uint32_t) { worker.dispatcher->unwatch(pair.ours()); });
        worker.run([&] {
            QObject::connect(worker.dispatcher, &QAbstractEventDispatcher::awake, worker.dispatcher, [&] { ++turns; });
            worker.dispatcher->watch(pair.ours(), Reactor::Read, &handler);
        });
        pair.poke();
        QTRY_COMPARE(handler.calls.load(), 1);
        worker.settle();
        turns = 0;
        QTest::qWait(50);
        QVERIFY(turns.load() < 3);
        QCOMPARE(handler.calls.load(), 1);
    }

    void handlersMayDeleteThemselvesAndTheirNeighbours()
    {
        Worker worker;
        constexpr std::size_t kCount = 40;
        std::vector<Pair> pairs(kCount);
        std::vector<std::unique_ptr<Handler>> handlers(kCount);
        std::atomic<int> calls = 0;
        const auto remove = [&](std::size_t i) {
            if (!handlers[i])
                return;
            worker.dispatcher->unwatch(pairs[i].ours());
            pairs[i].closeOurs();
            handlers[i].reset();
        };
        worker.run([&] {
            for (std::size_t i = 0; i < kCount; ++i) {
                handlers[i] = std::make_unique<Handler>([&, i](std::uint32_t) {
                    const std::size_t self = i; // the closure dies with the handler
                    std::atomic<int> &counter = calls;
                    const auto removeCopy = remove;
                    removeCopy((self + 1) % kCount);
                    removeCopy((self + kCount - 1) % kCount);
                    removeCopy(self);
                    ++counter;
                });
                worker.dispatcher->watch(pairs[i].ours(), Reactor::Read, handlers[i].get());
                pairs[i].poke();
            }
        });
        const auto allAreGone = [&] {
            bool gone = false;
            worker.run([&] { gone = std::ranges::all_of(handlers, [](const auto &one) { return one == nullptr; }); });
            return gone;
        };
        QTRY_VERIFY(allAreGone());
        QVERIFY(calls.load() >= static_cast<int>(kCount / 3));
        QVERIFY(calls.load() < static_cast<int>(kCount));
    }

    /// The number of a closed descriptor goes to a new file in the middle of a batch, or of a turn.
    void aReusedNumberHearsNothingOfItsPredecessor()
    {
        Worker worker;
        Pair first;
        auto second = std::make_unique<Pair>();
        Pair fresh;
        std::atomic<int> freshCalls = 0;
        std::atomic<bool> swapped = false;
        std::atomic<bool> sameNumber = false;
        Handler onFresh([&](std::uint32_t) {
            ++freshCalls;
            drain(second->ours());
        });
        const auto swap = [&] { // `fresh` gets the number of `second`, which had an event in this batch
            if (swapped.exchange(true))
                return;
            const int number = second->ours();
            worker.dispatcher->unwatch(number);
            second->closeOurs();
            const int copy = ::fcntl(fresh.ours(), F_DUPFD_CLOEXEC, number);
            sameNumber = copy == number;
            second->fds[0] = copy;
            worker.dispatcher->watch(copy, Reactor::Read, &onFresh);
        };
        Handler onFirst([&](std::uint32_t) {
            drain(first.ours());
            swap();
        });
        Handler onSecond([&](std::uint32_t) { drain(second->ours()); });
        worker.run([&] {
            worker.dispatcher->watch(first.ours(), Reactor::Read, &onFirst);
            worker.dispatcher->watch(second->ours(), Reactor::Read, &onSecond);
            first.poke();
            second->poke();
        });
        QTRY_VERIFY(sameNumber.load());
        worker.settle();
        QCOMPARE(freshCalls.load(), 0);
        fresh.poke(); // and the new file is heard, although the old registration went with the old file
        QTRY_COMPARE(freshCalls.load(), 1);
        worker.run([&] {
            worker.dispatcher->unwatch(first.ours());
            worker.dispatcher->unwatch(second->ours());
        });
        worker.settle(); // an event of this batch may still be silenced on a descriptor that we close now
    }

    void unwatchAndWatchInOneTurnKeepsHearing()
    {
        Worker worker;
        Pair pair;
        std::atomic<int> calls = 0;
        Handler handler([&](std::uint32_t) {
            ++calls;
            drain(pair.ours());
        });
        worker.run([&] { worker.dispatcher->watch(pair.ours(), Reactor::Read, &handler); });
        for (int i = 1; i <= 3; ++i) {
            worker.run([&] {
                worker.dispatcher->unwatch(pair.ours());
                worker.dispatcher->watch(pair.ours(), Reactor::Read, &handler);
            });
            pair.poke();
            QTRY_COMPARE(calls.load(), i);
        }
        worker.run([&] { worker.dispatcher->unwatch(pair.ours()); });
    }

    void timersFireInOrderOnceAndNotWhenDisarmed()
    {
        Worker worker;
        std::vector<int> fired;
        std::vector<std::unique_ptr<base::CallbackTimer>> timers;
        std::atomic<bool> done = false;
        worker.run([&] {
            const std::int64_t start = now();
            for (const int at : {30, 10, 20, 15, 25, 5}) {
                timers.push_back(
                    std::make_unique<base::CallbackTimer>(*worker.dispatcher, [&fired, at] { fired.push_back(at); }));
                timers.back()->arm(start + at * kMilli);
            }
            timers[3]->disarm();                 // 15
            timers[4].reset();                   // 25
            timers[5]->arm(start + 28 * kMilli); // 5, moved
            timers.push_back(std::make_unique<base::CallbackTimer>(*worker.dispatcher, [&] { done = true; }));
            timers.back()->arm(start + 40 * kMilli);
        });
        QTRY_VERIFY(done.load());
        worker.run([&] {
            QCOMPARE(fired, (std::vector<int>{10, 20, 5, 30}));
            for (const auto &timer : timers)
                QVERIFY(!timer || !timer->armed());
            timers.clear();
        });
    }

    /// However many others are armed: descriptors have their turn between two of its firings.
    void aTimerThatArmsItselfForAtOnceFiresOnceATurn()
    {
        Worker worker;
        std::vector<std::unique_ptr<base::CallbackTimer>> others;
        std::unique_ptr<base::CallbackTimer> eager;
        int turns = 0;
        int fired = 0;
        std::atomic<bool> done = false;
        worker.run([&] {
            for (int i = 0; i < 100; ++i) {
                others.push_back(std::make_unique<base::CallbackTimer>(*worker.dispatcher, [] {}));
                others.back()->arm(now() + 3'600'000 * kMilli);
            }
            QObject::connect(worker.dispatcher, &QAbstractEventDispatcher::awake, worker.dispatcher,
                             [&turns] { ++turns; });
            eager = std::make_unique<base::CallbackTimer>(*worker.dispatcher, [&] {
                if (++fired == 50)
                    done = true;
                else
                    eager->arm(0);
            });
            eager->arm(0);
        });
        QTRY_VERIFY(done.load());
        worker.run([&] {
            QVERIFY2(turns >= 49, qPrintable(QString::number(turns)));
            others.clear();
            eager.reset();
        });
    }

    void aTimerMayDeleteItselfAndItsNeighbour()
    {
        Worker worker;
        std::unique_ptr<base::CallbackTimer> a;
        std::unique_ptr<base::CallbackTimer> b;
        std::atomic<int> fired = 0;
        worker.run([&] {
            const auto both = [&] {
                auto &count = fired;
                auto &first = a;
                auto &second = b;
                first.reset();
                second.reset();
                ++count;
            };
            a = std::make_unique<base::CallbackTimer>(*worker.dispatcher, both);
            b = std::make_unique<base::CallbackTimer>(*worker.dispatcher, both);
            a->arm(now() + kMilli);
            b->arm(now() + kMilli);
        });
        QTRY_COMPARE(fired.load(), 1);
        QTest::qWait(10);
        QCOMPARE(fired.load(), 1);
    }

    void manyTimersKeepTheirOrder()
    {
        server::TimerHeap heap;
        struct Quiet final : base::Timer {
            using base::Timer::Timer;
            void fire() override {}
        };
        EpollDispatcher loop;
        std::vector<std::unique_ptr<Quiet>> timers;
        std::uint64_t seed = 7;
        const auto draw = [&seed] {
            return static_cast<std::int64_t>((seed = seed * 6364136223846793005ULL + 1442695040888963407ULL) >> 40);
        };
        for (int i = 0; i < 500; ++i)
            heap.arm(*timers.emplace_back(std::make_unique<Quiet>(loop)), draw());
        for (std::size_t i = 0; i < timers.size(); i += 3)
            heap.arm(*timers[i], draw());
        for (std::size_t i = 0; i < timers.size(); i += 5)
            heap.disarm(*timers[i]);
        QCOMPARE(heap.size(), std::size_t{400});
        for (std::int64_t before = -1; !heap.empty();) {
            QVERIFY(heap.first()->due >= before);
            before = heap.first()->due;
            heap.disarm(*heap.first());
        }
    }

    void qtTimersWork()
    {
        Worker worker;
        std::unique_ptr<QObject> home;
        std::atomic<int> zero = 0;
        std::atomic<int> regular = 0;
        std::atomic<int> single = 0;
        QElapsedTimer elapsed;
        elapsed.start();
        worker.run([&] {
            home = std::make_unique<QObject>();
            auto *a = new QTimer(home.get());
            QObject::connect(a, &QTimer::timeout, home.get(), [&, a] {
                if (++zero == 20)
                    a->stop();
            });
            a->start(0);
            auto *b = new QTimer(home.get());
            QObject::connect(b, &QTimer::timeout, home.get(), [&, b] {
                if (++regular == 4)
                    delete b;
            });
            b->start(10);
            QTimer::singleShot(5, home.get(), [&] { ++single; });
            QCOMPARE(worker.dispatcher->registeredTimers(b).size(), 1);
            QVERIFY(b->remainingTime() > 5);
        });
        QTRY_COMPARE(regular.load(), 4);
        QVERIFY(elapsed.elapsed() >= 40);
        QCOMPARE(zero.load(), 20);
        QCOMPARE(single.load(), 1);
        worker.run([&] { home.reset(); });
    }

    void notifiersMayBeSwitchedAndDeletedWithinTheirSlots()
    {
        Worker worker;
        Pair pair;
        std::unique_ptr<QObject> home;
        std::atomic<int> reads = 0;
        std::atomic<int> writes = 0;
        worker.run([&] {
            home = std::make_unique<QObject>();
            auto *read = new QSocketNotifier(pair.ours(), QSocketNotifier::Read, home.get());
            auto *write = new QSocketNotifier(pair.ours(), QSocketNotifier::Write, home.get());
            QObject::connect(write, &QSocketNotifier::activated, home.get(), [&, write] {
                ++writes;
                write->setEnabled(false);
            });
            QObject::connect(read, &QSocketNotifier::activated, home.get(), [&, read, write] {
                drain(pair.ours());
                if (++reads == 1) {
                    write->setEnabled(true);
                } else {
                    delete write;
                    delete read;
                }
            });
        });
        QTRY_COMPARE(writes.load(), 1);
        pair.poke();
        QTRY_COMPARE(writes.load(), 2);
        QCOMPARE(reads.load(), 1);
        pair.poke();
        QTRY_COMPARE(reads.load(), 2);
        pair.poke();
        worker.settle();
        QCOMPARE(reads.load(), 2);
        worker.run([&] { home.reset(); });
    }

    void qtSocketsTalkThroughIt()
    {
        Worker worker;
        std::unique_ptr<QTcpServer> listening;
        std::unique_ptr<QTcpSocket> client;
        std::atomic<qint64> echoed = 0;
        constexpr qint64 kSize = 300'000;
        worker.run([&] {
            listening = std::make_unique<QTcpServer>();
            QObject::connect(listening.get(), &QTcpServer::newConnection, listening.get(), [&] {
                QTcpSocket *peer = listening->nextPendingConnection();
                QObject::connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
            });
            QVERIFY(listening->listen(QHostAddress::LocalHost));
            client = std::make_unique<QTcpSocket>();
            QObject::connect(client.get(), &QTcpSocket::connected, client.get(),
                             [&] { client->write(QByteArray(kSize, 'x')); });
            QObject::connect(client.get(), &QTcpSocket::readyRead, client.get(),
                             [&] { echoed += client->readAll().size(); });
            client->connectToHost(QHostAddress::LocalHost, listening->serverPort());
        });
        QTRY_COMPARE(echoed.load(), kSize);
        worker.run([&] {
            client.reset();
            listening.reset();
        });
    }

    void postedWorkRunsInOrderAndNoneIsLost()
    {
        Worker worker;
        constexpr int kThreads = 3;
        constexpr int kEach = 20'000;
        std::vector<std::vector<int>> seen(kThreads);
        std::atomic<int> total = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < kEach; ++i)
                    worker.dispatcher->post([&, t, i] {
                        seen[static_cast<std::size_t>(t)].push_back(i);
                        ++total;
                    });
            });
        for (std::thread &thread : threads)
            thread.join();
        QTRY_COMPARE(total.load(), kThreads * kEach);
        for (const auto &one : seen)
            QVERIFY(std::ranges::is_sorted(one));
    }

    /// One at a time: each post meets a loop that is about to sleep.
    void aPostIsNeverSleptThrough()
    {
        Worker worker;
        QElapsedTimer elapsed;
        elapsed.start();
        for (int i = 0; i < 5'000; ++i)
            worker.run([] {});
        QVERIFY2(elapsed.elapsed() < 5'000, "a wake-up was lost");
    }

    void deferredWorkRunsBeforeTheLoopSleepsAndMayDeferMore()
    {
        Worker worker;
        std::atomic<int> depth = 0;
        std::function<void()> deeper = [&] {
            if (++depth < 10)
                worker.dispatcher->defer(deeper);
        };
        worker.run([&] { worker.dispatcher->defer(deeper); });
        QTRY_COMPARE(depth.load(), 10);
    }

    void queuedCallsAndDeleteLaterWork()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("Qt hands queued calls over under a lock that ThreadSanitizer cannot see; our own code posts its work");
#endif
        Worker worker;
        auto *object = new QObject;
        object->moveToThread(&worker.thread());
        std::atomic<bool> called = false;
        std::atomic<bool> deleted = false;
        QObject::connect(object, &QObject::destroyed, object, [&] { deleted = true; }, Qt::DirectConnection);
        QMetaObject::invokeMethod(object, [&, object] {
            called = true;
            object->deleteLater(); // posted by the loop's own thread, which writes to no eventfd
        });
        QTRY_VERIFY(called.load());
        QTRY_VERIFY(deleted.load());
    }

    void quitFromAnotherThreadEndsTheLoop()
    {
        for (int i = 0; i < 50; ++i) {
            QThread thread;
            thread.setEventDispatcher(new EpollDispatcher);
            thread.start();
            thread.quit();
            QVERIFY(thread.wait(2'000));
        }
    }
};

QTEST_GUILESS_MAIN(EpollDispatcherTest)
#include "epoll_dispatcher_test.moc"
