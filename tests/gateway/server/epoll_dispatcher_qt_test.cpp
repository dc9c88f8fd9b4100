#include "gateway/server/epoll_dispatcher_fixture.h"

#include <atomic>
#include <memory>
#include <vector>

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using epoll_test::drain;
using epoll_test::kMilli;
using epoll_test::now;
using epoll_test::Pair;
using epoll_test::Worker;
using server::EpollDispatcher;

/// Timers, ours and Qt's, and what else Qt expects of a dispatcher.
class EpollDispatcherQtTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        std::unique_ptr<base::CallbackTimer> later;
        std::atomic<int> fired = 0;
        std::atomic<bool> over = false;
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
            later = std::make_unique<base::CallbackTimer>(*worker.dispatcher, [&] { over = true; });
            later->arm(now() + 2 * kMilli);
        });
        QTRY_VERIFY(over.load());
        QCOMPARE(fired.load(), 1);
        worker.run([&] { later.reset(); });
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
        Pair pair; // outlives the thread, which may still silence it
        Worker worker;
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

QTEST_GUILESS_MAIN(EpollDispatcherQtTest)
#include "epoll_dispatcher_qt_test.moc"
