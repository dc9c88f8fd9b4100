#include "gateway/server/epoll_dispatcher_fixture.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <QElapsedTimer>
#include <QTest>

#include <fcntl.h>

using base::Reactor;
using epoll_test::drain;
using epoll_test::Handler;
using epoll_test::now;
using epoll_test::Pair;
using epoll_test::Worker;

/// Descriptors and work that is handed in.
class EpollDispatcherTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsAHandlerUntilItHasRead()
    {
        Pair pair; // outlives the thread, which may still silence it
        Worker worker;
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
        Pair pair;
        Worker worker;
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
        Pair pair;
        Worker worker;
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
        Pair pair;
        Worker worker;
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
        Pair pair;
        Worker worker;
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
};

QTEST_GUILESS_MAIN(EpollDispatcherTest)
#include "epoll_dispatcher_test.moc"
