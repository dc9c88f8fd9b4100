#include "gateway/routing/health_house.h"

using namespace fixture;
using routing::Gate;

class HealthKeptTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
    void whatIsEnteredAnewBeginsAnewAfterARestartToo()
    {
        House house;
        house.attempt(house.a(), rateLimited(300'000));
        ++house.plan.providers.front().keys.front().version;
        house.health.adopt(house.plan);
        QCOMPARE(house.kept.size(), std::size_t{2});
        QCOMPARE(house.kept.back().lengthMs, std::int64_t{0});
        QCOMPARE(house.kept.back().model, house.kept.front().model);
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
};

QTEST_APPLESS_MAIN(HealthKeptTest)
#include "health_kept_test.moc"
