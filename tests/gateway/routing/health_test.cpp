#include <atomic>
#include <thread>

#include "gateway/routing/health_house.h"

using namespace fixture;
using routing::Gate;

class HealthTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsNothingAtFirst()
    {
        House house;
        QCOMPARE(house.read(house.a()), routing::TargetReading{});
        QVERIFY(house.enter(house.a()));
    }
    void learnsHowFastItIs()
    {
        House house;
        house.attempt(house.a(), kGood);
        QCOMPARE(house.read(house.a()).firstTokenUs, std::int64_t{300'000});
        house.attempt(house.a(), {.status = 200, .firstTokenUs = 800'000, .tokensPerSecond = 100});
        QCOMPARE(house.read(house.a()).firstTokenUs, std::int64_t{400'000});
        QCOMPARE(house.read(house.a()).tokensPerSecond, std::int64_t{60});
        QCOMPARE(house.read(house.a(), 0, "another").firstTokenUs, std::int64_t{-1});
        QCOMPARE(house.read(house.a(), 1).firstTokenUs, std::int64_t{-1});
    }
    void aRateLimitRestsTheKeyForThatModel()
    {
        House house;
        house.attempt(house.a(), rateLimited(30'000));
        QCOMPARE(house.read(house.a()).gate, Gate::Cooling);
        QCOMPARE(house.read(house.a()).waitMs, std::int64_t{30'000});
        QVERIFY(house.read(house.a()).told);
        QCOMPARE(house.enter(house.a()).gate(), Gate::Cooling);
        QVERIFY(!house.enter(house.a()));
        QCOMPARE(house.read(house.a(), 0, "another").gate, Gate::Open);
        QCOMPARE(house.read(house.a(), 1).gate, Gate::Open);
        house.attempt(house.a(), rateLimited(5'000)); // tells of an earlier end
        QCOMPARE(house.read(house.a()).waitMs, std::int64_t{30'000});
        house.time.pass(30'000);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    void aGuessGrowsUntilACallSucceeds()
    {
        House house;
        const auto guess = [&] {
            house.attempt(house.a(), {.failure = RateLimited, .status = 429});
            const auto waitMs = house.read(house.a()).waitMs;
            house.time.pass(waitMs);
            return waitMs;
        };
        for (const std::int64_t want : {5'000, 10'000, 20'000, 40'000, 60'000, 60'000})
            QCOMPARE(guess(), want);
        house.attempt(house.a(), kGood);
        QCOMPARE(guess(), std::int64_t{5'000});
    }
    void moneyAndCredentialsRestTheWholeKey()
    {
        for (const auto &[failure, status] : {std::pair(QuotaGone, 402), std::pair(BadKey, 401)}) {
            House house;
            house.attempt(house.a(), {.failure = failure, .status = status});
            QCOMPARE(house.read(house.a(), 0, "another").gate, Gate::Cooling);
            QCOMPARE(house.read(house.a(), 1).gate, Gate::Open);
        }
    }
    void theBreakerOpensProbesAndComesBack()
    {
        House house;
        house.fail(house.a(), 9);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        QCOMPARE(house.read(house.a()).state, routing::HealthState::Degraded);
        house.fail(house.a(), 1);
        QCOMPARE(house.read(house.a()).gate, Gate::Broken);
        QCOMPARE(house.read(house.a()).state, routing::HealthState::Unhealthy);
        QCOMPARE(house.read(house.a(), 1).gate, Gate::Open);
        house.time.pass(60'000);
        routing::Permit probe = house.enter(house.a());
        QVERIFY(probe);
        QCOMPARE(house.read(house.a()).gate, Gate::Probing);
        QCOMPARE(house.enter(house.a()).gate(), Gate::Probing);
        probe.settle(kGood);
        int open = 0;
        for (int i = 0; i < 100; ++i)
            open += house.read(house.a()).gate == Gate::Open ? 1 : 0;
        QCOMPARE(open, 1);
        house.time.pass(15'000);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    void failuresOfAnotherMinuteAreForgotten()
    {
        House house;
        house.fail(house.a(), 9);
        house.time.pass(61'000);
        house.fail(house.a(), 9);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    void aProbeThatIsAbandonedGivesItsPlaceBack()
    {
        House house;
        house.fail(house.a(), 10);
        house.time.pass(60'000);
        {
            const routing::Permit probe = house.enter(house.a());
            QVERIFY(probe);
            QVERIFY(!house.enter(house.a()));
        }
        QVERIFY(house.enter(house.a()));
        QCOMPARE(house.read(house.a()).openCalls, std::int64_t{0});
    }
    void noMoreCallsAreOpenThanAreAllowed()
    {
        House house;
        house.plan.providers[0].concurrency = 2;
        routing::Permit first = house.enter(house.a());
        const routing::Permit second = house.enter(house.a(), false, 1, "another");
        QVERIFY(first && second);
        QCOMPARE(house.read(house.a()).gate, Gate::Full);
        QCOMPARE(house.read(house.a()).openCalls, std::int64_t{1});
        QCOMPARE(house.enter(house.a(), true).gate(), Gate::Full);
        first.settle(kGood);
        QVERIFY(house.enter(house.a()));
    }
    void whatAllProvidersSufferIsOurOwnNetwork()
    {
        House house;
        house.attempt(house.a(), kGood);
        house.attempt(house.b(), kGood);
        house.time.pass(1000);
        house.fail(house.a(), 30, Connect, 0); // a burst, while the others were heard just now
        QCOMPARE(house.read(house.a()).gate, Gate::Broken);
        house.fail(house.b(), 1, Connect, 0); // and now they are gone, too
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        for (int i = 0; i < 30; ++i) {
            house.attempt(house.a(), kSilence);
            house.attempt(house.b(), kSilence);
        }
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        QCOMPARE(house.read(house.b()).gate, Gate::Open);
        house.attempt(house.b(), kGood); // the network is back, and one of them is not
        house.fail(house.a(), 10, Connect, 0);
        QCOMPARE(house.read(house.a()).gate, Gate::Broken);
    }
    void theOnlyProviderInUseIsNotBlamedForSilence()
    {
        House house;
        house.fail(house.a(), 30, Connect, 0);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        house.fail(house.a(), 10); // but what it says itself counts
        QCOMPARE(house.read(house.a()).gate, Gate::Broken);
    }
    void whatBrokeWhileTheComputerSleptSaysNothing()
    {
        House house;
        std::vector<routing::Permit> permits;
        for (int i = 0; i < 20; ++i)
            permits.push_back(house.enter(house.a()));
        house.attempt(house.b(), kGood);
        house.time.sleep(3'600'000);
        house.attempt(house.b(), kGood);
        for (routing::Permit &permit : permits)
            permit.settle(kSilence);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    /// Attempts over a jump of the clock, in either direction: what fails then fails as ever, what is well stays well.
    void aJumpOfTheClockOpensNoBreaker()
    {
        for (const std::int64_t jump : {86'400'000, -86'400'000}) {
            House house;
            house.fail(house.a(), 9);
            std::vector<routing::Permit> permits;
            for (int i = 0; i < 20; ++i)
                permits.push_back(house.enter(house.b()));
            house.time.wall += jump;
            for (routing::Permit &permit : permits)
                permit.settle(kGood);
            QCOMPARE(house.read(house.a()).gate, Gate::Open);
            QCOMPARE(house.read(house.b()).gate, Gate::Open);
            QCOMPARE(house.read(house.b()).state, routing::HealthState::Healthy);
            house.fail(house.a(), 1); // the tenth in a minute, whatever the clock on the wall says
            QCOMPARE(house.read(house.a()).gate, Gate::Broken);
            house.time.pass(60'000);
            QVERIFY(house.enter(house.a()));
        }
    }
    void whatWasToldToWaitWaitsOnWhileTheComputerSleeps()
    {
        House house;
        house.attempt(house.a(), rateLimited(600'000));
        house.time.sleep(540'000);
        QCOMPARE(house.read(house.a()).waitMs, std::int64_t{60'000});
        house.time.sleep(60'000);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    void settingTheClockChangesNothing()
    {
        for (const std::int64_t jump : {86'400'000, -86'400'000}) {
            House house;
            house.attempt(house.a(), rateLimited(30'000));
            house.fail(house.b(), 10);
            house.time.wall += jump;
            QCOMPARE(house.read(house.a()).waitMs, std::int64_t{30'000});
            QCOMPARE(house.read(house.b()).waitMs, std::int64_t{60'000});
        }
    }
    void namesMadeUpByCallersDoNotFillTheMemory()
    {
        House house;
        for (int i = 0; i < 50'000; ++i)
            static_cast<void>(house.read(house.a(), 0, "model-" + std::to_string(i)));
        QCOMPARE(house.read(house.a(), 0, "one more").gate, Gate::Open);
        QVERIFY(house.health.report(house.a(), house.a().keys.data()).size() < 5'000);
    }
    void everyGroupTakesTurnsOfItsOwn()
    {
        House house;
        QCOMPARE(house.reader.nextTurn("one"), std::uint64_t{0});
        QCOMPARE(house.reader.nextTurn("two"), std::uint64_t{0});
        QCOMPARE(house.reader.nextTurn("one"), std::uint64_t{1});
        house.health.adopt(house.plan);
        QCOMPARE(house.reader.nextTurn("one"), std::uint64_t{2});
    }
    void probesAndPlacesAreExact_data()
    {
        QTest::addColumn<int>("workers");
        QTest::newRow("one worker") << 1;
        QTest::newRow("four workers") << 4;
    }
    /// Whatever the workers do at the same time: never more than one probe, never more calls than the provider takes.
    void probesAndPlacesAreExact()
    {
        QFETCH(int, workers);
        House house;
        house.plan.providers[1].concurrency = 3;
        house.fail(house.a(), 10);
        house.time.pass(60'000);
        std::atomic<int> probes{0}, most{0}, places{0}, mostPlaces{0}, admitted{0};
        const auto raise = [](std::atomic<int> &to, int value) {
            int seen = to.load();
            while (seen < value && !to.compare_exchange_weak(seen, value)) {
            }
        };
        std::vector<std::jthread> threads;
        for (int i = 0; i < workers; ++i)
            threads.emplace_back([&] {
                routing::Health::Reader reader(house.health);
                for (int round = 0; round < 20'000; ++round) {
                    if (const auto probe = reader.enter(house.a(), "m", house.a().keys.data(), false)) {
                        raise(most, ++probes);
                        ++admitted;
                        --probes;
                    } // given back without a word: the next one probes
                    if (const auto place = reader.enter(house.b(), "m", house.b().keys.data(), true)) {
                        raise(mostPlaces, ++places);
                        --places;
                    }
                }
            });
        threads.clear();
        QCOMPARE(most.load(), 1);
        QVERIFY(mostPlaces.load() <= 3);
        QVERIFY(admitted.load() >= 20'000);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        QCOMPARE(house.read(house.b()).openCalls, std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(HealthTest)
#include "health_test.moc"
