#include <atomic>
#include <thread>

#include <QTest>

#include "routing/health.h"

using enum model::FailureClass;
using routing::Gate;

namespace {

struct Time final : base::Clock, base::BootClock {
    std::int64_t boot = 10'000'000;
    std::int64_t slept = 0;
    std::int64_t wall = 1'769'582'750'000;
    std::string id = "boot-1";

    void pass(std::int64_t ms)
    {
        boot += ms;
        wall += ms;
    }
    void sleep(std::int64_t ms)
    {
        slept += ms;
        pass(ms);
    }
    std::int64_t steadyNanos() const override { return (boot - slept) * 1'000'000; }
    std::int64_t wallMillis() const override { return wall; }
    std::int64_t millis() const override { return boot; }
    const std::string &bootId() const override { return id; }
};

model::Provider provider(std::string name, int keys)
{
    model::Provider out;
    out.id = "prov_" + name;
    out.name = std::move(name);
    for (int i = 0; i < keys; ++i) {
        out.keys.emplace_back();
        out.keys.back().id = "key_" + out.name + std::to_string(i);
    }
    return out;
}

/// Two providers with two keys each, and one without keys.
struct House {
    Time time{};
    model::Plan plan{};
    routing::Health health{time, time};
    std::vector<routing::CooldownRow> kept{};
    routing::Health::Reader reader{health};

    House()
    {
        plan.providers = {provider("a", 2), provider("b", 2), provider("c", 0)};
        health.onCooldown([this](const routing::CooldownRow &row) { kept.push_back(row); });
        health.adopt(plan);
    }
    const model::Provider &a() const { return plan.providers[0]; }
    const model::Provider &b() const { return plan.providers[1]; }
    routing::TargetReading read(const model::Provider &provider, std::size_t key = 0, std::string_view model = "m")
    {
        return reader.read(provider, model, provider.keys.empty() ? nullptr : &provider.keys[key]);
    }
    routing::Permit enter(const model::Provider &provider, bool forced = false, std::size_t key = 0,
                          std::string_view model = "m")
    {
        return reader.enter(provider, model, provider.keys.empty() ? nullptr : &provider.keys[key], forced);
    }
    void attempt(const model::Provider &provider, const routing::AttemptEnd &end, std::size_t key = 0)
    {
        routing::Permit permit = enter(provider, true, key);
        if (!permit)
            qFatal("no permit");
        permit.settle(end);
    }
    void fail(const model::Provider &provider, int times, model::FailureClass failure = ServerError, int status = 500)
    {
        for (int i = 0; i < times; ++i)
            attempt(provider, {.failure = failure, .status = status});
    }
};

constexpr routing::AttemptEnd kGood{.status = 200, .firstTokenUs = 300'000, .tokensPerSecond = 50};
constexpr routing::AttemptEnd kSilence{.failure = Connect};

routing::AttemptEnd rateLimited(std::int64_t waitMs)
{
    return {.failure = RateLimited,
            .status = 429,
            .reset = routing::ResetHint{waitMs, routing::CooldownSource::RetryAfter}};
}

} // namespace

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
    void waitsSurviveARestart_data()
    {
        QTest::addColumn<qint64>("bootPassed"); // -1: the computer was started anew
        QTest::addColumn<qint64>("wallPassed");
        QTest::addColumn<qint64>("want");
        QTest::newRow("this program alone") << qint64{10'000} << qint64{10'000} << qint64{290'000};
        QTest::newRow("and the clock was set forward") << qint64{10'000} << qint64{86'400'000} << qint64{290'000};
        QTest::newRow("and the clock was set back") << qint64{10'000} << qint64{-86'400'000} << qint64{290'000};
        QTest::newRow("the computer") << qint64{-1} << qint64{100'000} << qint64{200'000};
        QTest::newRow("the computer, with a clock that lost a day")
            << qint64{-1} << qint64{-86'400'000} << qint64{300'000};
        QTest::newRow("the computer, long after") << qint64{-1} << qint64{86'400'000} << qint64{0};
        QTest::newRow("long after") << qint64{300'001} << qint64{0} << qint64{0};
    }
    void waitsSurviveARestart()
    {
        QFETCH(qint64, bootPassed);
        QFETCH(qint64, wallPassed);
        QFETCH(qint64, want);
        House before;
        before.attempt(before.a(), rateLimited(300'000));
        QCOMPARE(before.kept.size(), std::size_t{1});
        House next;
        next.time.boot = bootPassed < 0 ? 5'000 : before.time.boot + bootPassed;
        next.time.wall = before.time.wall + wallPassed;
        next.time.id = bootPassed < 0 ? "boot-2" : "boot-1";
        next.health.restore(next.plan, before.kept);
        QCOMPARE(next.read(next.a()).waitMs, want);
        QCOMPARE(next.read(next.a()).gate, want > 0 ? Gate::Cooling : Gate::Open);
        QCOMPARE(next.read(next.a(), 1).gate, Gate::Open);
    }
    void anAdminHoldsAndClears()
    {
        House house;
        const std::string key = house.a().keys[0].id;
        house.health.hold(house.a().id, key, routing::kUntilCleared);
        QCOMPARE(house.read(house.a()).gate, Gate::Held);
        QCOMPARE(house.read(house.a()).waitMs, std::int64_t{0});
        QCOMPARE(house.enter(house.a(), true).gate(), Gate::Held); // nobody may, not even as the last resort
        House next;
        next.health.restore(next.plan, house.kept);
        QCOMPARE(next.read(next.a()).gate, Gate::Held);
        next.health.clear(next.a().id, key);
        QCOMPARE(next.read(next.a()).gate, Gate::Open);
        house.health.clear(house.a().id, key);
        house.fail(house.a(), 10);
        house.attempt(house.a(), {.failure = QuotaGone, .status = 402});
        house.health.clear(house.a().id, key);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        house.health.hold(house.a().id, key, 10'000);
        house.time.pass(10'000);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    void tellsPeopleWhatIsTheMatter()
    {
        House house;
        house.attempt(house.a(), {.failure = BadRequest, .status = 400});
        house.attempt(house.a(), rateLimited(30'000));
        const auto report = house.health.report(house.a(), house.a().keys.data());
        QCOMPARE(report.size(), std::size_t{2});
        QCOMPARE(report[0].reading.gate, Gate::Open);
        QCOMPARE(report[1].model, std::string("m"));
        QCOMPARE(report[1].reading.gate, Gate::Cooling);
        QCOMPARE(report[1].reason, routing::CooldownReason::RateLimited);
        QCOMPARE(report[1].source, routing::CooldownSource::RetryAfter);
        QCOMPARE(report[1].lengthMs, std::int64_t{30'000});
        QCOMPARE(report[1].window, (routing::Counts{.good = 1, .bad = 0}));
    }
    void aNewPlanKeepsWhatStays()
    {
        House house;
        house.attempt(house.a(), rateLimited(30'000));
        house.attempt(house.b(), rateLimited(30'000));
        routing::Permit open = house.enter(house.b(), true);
        const model::Provider gone = house.plan.providers[1];
        house.plan.providers.erase(house.plan.providers.begin() + 1);
        house.health.adopt(house.plan);
        QCOMPARE(house.read(house.a()).gate, Gate::Cooling);
        open.settle(kGood); // its block is still there
        house.plan.providers.push_back(gone);
        house.health.adopt(house.plan);
        QCOMPARE(house.read(gone).gate, Gate::Open);
    }
    void anEditedKeyBeginsAnew()
    {
        House house;
        for (std::size_t key : {0, 1})
            house.attempt(house.a(), {.failure = BadKey, .status = 401}, key);
        ++house.plan.providers[0].keys[0].version;
        house.health.adopt(house.plan);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        QCOMPARE(house.read(house.a(), 1).gate, Gate::Cooling);
        QVERIFY(!house.read(house.a(), 1).told);
        ++house.plan.providers[0].version;
        house.health.adopt(house.plan);
        QCOMPARE(house.read(house.a(), 1).gate, Gate::Open);
    }
    void aProviderWithoutKeysIsItsOwnKey()
    {
        House house;
        const model::Provider &c = house.plan.providers[2];
        house.attempt(c, {.failure = QuotaGone, .status = 402});
        QCOMPARE(house.read(c, 0, "another").gate, Gate::Cooling);
        QCOMPARE(house.kept.front().keyId, c.id);
        House next;
        next.health.restore(next.plan, house.kept);
        QCOMPARE(next.read(next.plan.providers[2]).gate, Gate::Cooling);
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
