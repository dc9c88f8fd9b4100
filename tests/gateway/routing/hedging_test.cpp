#include <atomic>
#include <thread>

#include "gateway/routing/health_house.h"
#include "routing/hedge_budget.h"
#include "routing/tail.h"

using namespace fixture;

class HedgingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aShareOfAllCallsAndNoMore_data()
    {
        QTest::addColumn<int>("workers");
        QTest::addColumn<int>("percent");
        for (const int workers : {1, 4})
            for (const int percent : {1, 5, 25, 100})
                QTest::addRow("%d workers, %d %%", workers, percent) << workers << percent;
    }
    /// Every call wants a second attempt: exactly the share gets one, whichever worker asks.
    void aShareOfAllCallsAndNoMore()
    {
        constexpr int kCalls = 40'000;
        QFETCH(int, workers);
        QFETCH(int, percent);
        routing::HedgeBudget budget;
        std::atomic<int> taken{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < workers; ++i)
            threads.emplace_back([&] {
                for (int call = 0; call < kCalls / workers; ++call) {
                    budget.earn(percent);
                    taken += budget.take() ? 1 : 0;
                }
            });
        threads.clear();
        QCOMPARE(taken.load(), kCalls * percent / 100);
    }
    void onlyAFewAreSavedUp()
    {
        routing::HedgeBudget budget;
        QVERIFY(!budget.take());
        for (int call = 0; call < 10'000; ++call)
            budget.earn(5);
        for (int i = 0; i < routing::HedgeBudget::kSaved; ++i)
            QVERIFY(budget.take());
        QVERIFY(!budget.take());
        budget.giveBack();
        QVERIFY(budget.take());
        QVERIFY(!budget.take());
    }
    void theTailIsWhereOneInTwentyIsLonger()
    {
        routing::Tail tail;
        std::uint64_t random = 7;
        int longer = 0;
        constexpr int kWaits = 100'000;
        for (int i = 0; i < kWaits; ++i) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            const auto micros = static_cast<std::int64_t>(100'000 + (random >> 33) % 900'000);
            longer += tail.value() >= 0 && micros > tail.value() ? 1 : 0;
            tail.learn(micros);
        }
        QVERIFY2(longer > kWaits / 25 && longer < kWaits / 16, qPrintable(QString::number(longer)));
    }
    void theTailIsNotKnownFromAFew()
    {
        routing::Tail tail;
        for (int i = 0; i + 1 < routing::Tail::kFewest; ++i) {
            tail.learn(200'000);
            QCOMPARE(tail.value(), std::int64_t{-1});
        }
        tail.learn(200'000);
        QVERIFY(tail.value() > 200'000 && tail.value() <= 400'000);
    }
    /// What is broken off at the tail would have been longer: else it would sink with every second attempt.
    void whatIsBrokenOffMovesTheTailUp()
    {
        routing::Tail tail;
        for (int i = 0; i < 200; ++i)
            tail.learn(200'000);
        const std::int64_t before = tail.value();
        tail.learnAtLeast(before / 2);
        QCOMPARE(tail.value(), before);
        tail.learnAtLeast(before);
        QVERIFY(tail.value() > before);
    }
    void streamsAndWholeAnswersHaveTailsOfTheirOwn()
    {
        House house;
        const auto usual = [&](bool stream) { return house.enter(house.a()).usualWaitUs(stream); };
        for (int i = 0; i < routing::Tail::kFewest; ++i)
            house.attempt(house.a(), {.status = 200, .stream = true, .waitedUs = 300'000});
        QVERIFY(usual(true) > 300'000);
        QCOMPARE(usual(false), std::int64_t{-1});
        const std::int64_t before = usual(true);
        house.attempt(house.a(), {.failure = HedgeLost, .status = 0, .stream = true, .waitedUs = before});
        QVERIFY(usual(true) > before);
        house.fail(house.a(), 30, HedgeLost, 0);
        QCOMPARE(house.read(house.a()).gate, routing::Gate::Open);
    }
};

QTEST_APPLESS_MAIN(HedgingTest)
#include "hedging_test.moc"
