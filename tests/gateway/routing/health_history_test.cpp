#include "gateway/routing/health_house.h"

using namespace fixture;
using routing::Gate;

namespace {

/// "out cooldown key_a0/m rate_limited retry_after 30000" or "back hold key_a0 cleared", one after the other.
std::string told(House &house)
{
    std::string out;
    for (const routing::WaitEvent &event : std::exchange(house.told, {})) {
        out += (out.empty() ? "" : "; ") + std::string(event.begins ? "out " : "back ");
        out +=
            std::string(toWord(event.kind)) + ' ' + event.keyId + (event.model.empty() ? "" : "/" + event.model) + ' ';
        if (!event.begins)
            out += toWord(event.by);
        else if (event.untilMs == routing::kUntilCleared)
            out += std::string(toWord(event.reason)) + " until cleared";
        else
            out += std::string(toWord(event.reason)) + ' ' + std::string(toWord(event.source)) + ' '
                   + std::to_string(event.untilMs - event.atMs);
    }
    return out;
}

} // namespace

class HealthHistoryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyReasonIsTold_data()
    {
        QTest::addColumn<int>("failure");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("waitMs"); // 0: nobody said
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, model::FailureClass failure, int status, int waitMs, const char *want) {
            QTest::newRow(name) << static_cast<int>(failure) << status << waitMs << QByteArray(want);
        };
        row("a rate limit", RateLimited, 429, 30'000, "out cooldown key_a0/m rate_limited retry_after 30000");
        row("one without a hint", RateLimited, 429, 0, "out cooldown key_a0/m rate_limited rule 5000");
        row("one that is over before anybody looks", RateLimited, 429, 1999, "");
        row("a quota", QuotaGone, 402, 0, "out cooldown key_a0 quota_gone rule 600000");
        row("a refused key", BadKey, 401, 0, "out cooldown key_a0 bad_key rule 300000");
        row("a model", NoSuchModel, 404, 0, "out cooldown key_a0/m no_such_model rule 60000");
        row("an overload", ServerError, 503, 20'000, "out cooldown key_a0/m overloaded retry_after 20000");
        row("an error of the server's", ServerError, 500, 0, "");
    }
    void everyReasonIsTold()
    {
        QFETCH(int, failure);
        QFETCH(int, status);
        QFETCH(int, waitMs);
        QFETCH(QByteArray, want);
        House house;
        routing::AttemptEnd end{.failure = static_cast<model::FailureClass>(failure), .status = status};
        if (waitMs > 0)
            end.reset = routing::ResetHint{waitMs, routing::CooldownSource::RetryAfter};
        house.attempt(house.a(), end);
        QCOMPARE(QByteArray::fromStdString(told(house)), want);
    }
    void anEarlierEndIsNoNews()
    {
        House house;
        house.attempt(house.a(), rateLimited(30'000));
        house.attempt(house.a(), rateLimited(5'000));
        QCOMPARE(told(house), std::string("out cooldown key_a0/m rate_limited retry_after 30000"));
        house.attempt(house.a(), rateLimited(60'000));
        QCOMPARE(told(house), std::string("out cooldown key_a0/m rate_limited retry_after 60000"));
    }
    void aCallThatGoesWellEndsAWait()
    {
        House house;
        house.attempt(house.a(), rateLimited(30'000));
        house.time.pass(10);
        house.attempt(house.a(), kGood);
        house.attempt(house.a(), kGood);
        QCOMPARE(told(house), std::string("out cooldown key_a0/m rate_limited retry_after 30000; "
                                          "back cooldown key_a0/m answered"));
    }
    void anAdminHoldsAndClears()
    {
        House house;
        const std::string key = house.a().keys[0].id;
        house.health.hold(house.a().id, key, routing::kUntilCleared);
        house.health.clear(house.a().id, key);
        house.health.hold(house.a().id, key, 10'000);
        house.time.pass(10'000);
        house.health.clear(house.a().id, key); // its time was up
        QCOMPARE(told(house), std::string("out hold key_a0 held until cleared; back hold key_a0 cleared; "
                                          "out hold key_a0 held admin 10000"));
    }
    void aBreakerOpensAndItsProbeBringsItBack()
    {
        House house;
        house.fail(house.a(), 10);
        QCOMPARE(told(house), std::string("out breaker key_a0/m broken rule 60000"));
        house.time.pass(60'000);
        house.attempt(house.a(), {.failure = ServerError, .status = 500});
        QCOMPARE(told(house), std::string("out breaker key_a0/m broken rule 60000"));
        house.time.pass(60'000);
        house.attempt(house.a(), kGood);
        QCOMPARE(told(house), std::string("back breaker key_a0/m answered"));
    }
    void clearingABreakerIsToldAsWell()
    {
        House house;
        house.fail(house.a(), 10);
        house.health.clear(house.a().id, house.a().keys[0].id);
        QCOMPARE(told(house), std::string("out breaker key_a0/m broken rule 60000; back breaker key_a0/m cleared"));
    }
    void aCheckEndsWhatRestedForCredentials()
    {
        House house;
        house.attempt(house.a(), {.failure = BadKey, .status = 401});
        house.health.proved(house.a().id, house.a().keys[0].id);
        QCOMPARE(told(house), std::string("out cooldown key_a0 bad_key rule 300000; back cooldown key_a0 checked"));
    }
    void aFailedCheckRestsTheKeyUntilOneIsPassed()
    {
        House house;
        const std::string id = house.a().id;
        const std::string key = house.a().keys[0].id;
        house.health.marked(id, key, routing::CooldownReason::BadKey, 60'000);
        QCOMPARE(house.read(house.a()).gate, Gate::Cooling);
        QVERIFY(!house.read(house.a()).told); // who has nobody else tries it all the same
        QVERIFY(house.enter(house.a(), true));
        house.time.pass(50'000);
        house.health.marked(id, key, routing::CooldownReason::BadKey, 60'000);
        QCOMPARE(house.read(house.a()).waitMs, std::int64_t{60'000});
        QVERIFY(!house.told.front().again && house.told.back().again);
        house.health.reached(id, key); // that its provider is there does not make it good
        QCOMPARE(house.read(house.a()).gate, Gate::Cooling);
        house.health.proved(id, key);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        house.health.marked(id, key, routing::CooldownReason::Down, 60'000);
        QCOMPARE(house.read(house.a(), 1).gate, Gate::Open);
        house.health.reached(id, key);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
    }
    void aCallThatWentWellIsRemembered()
    {
        House house;
        const std::string id = house.a().id;
        const std::string key = house.a().keys[0].id;
        QCOMPARE(house.health.answeredAt(id, key), std::int64_t{0});
        QCOMPARE(house.health.heardAt(id), std::int64_t{0});
        house.attempt(house.a(), {.failure = BadKey, .status = 401});
        QCOMPARE(house.health.answeredAt(id, key), std::int64_t{0});
        QCOMPARE(house.health.heardAt(id), house.time.boot);
        house.time.pass(1000);
        house.attempt(house.a(), kGood, 1);
        QCOMPARE(house.health.answeredAt(id, house.a().keys[1].id), house.time.boot);
        house.attempt(house.a(), kSilence, 1);
        QCOMPARE(house.health.heardAt(id), std::int64_t{0});
        house.plan.providers[0].keys[1].version = 2; // entered anew, it has proved nothing yet
        house.health.adopt(house.plan);
        QCOMPARE(house.health.answeredAt(id, house.a().keys[1].id), std::int64_t{0});
    }
    void aKeyThatIsEditedBeginsAnew()
    {
        House house;
        house.attempt(house.a(), {.failure = BadKey, .status = 401});
        house.plan.providers[0].keys[0].version = 2;
        house.health.adopt(house.plan);
        QCOMPARE(house.read(house.a()).gate, Gate::Open);
        QCOMPARE(told(house), std::string("out cooldown key_a0 bad_key rule 300000; back cooldown key_a0 changed"));
    }
    void whatWasOurOwnNetworkIsTakenBack()
    {
        House house;
        house.attempt(house.a(), kGood);
        house.attempt(house.b(), kGood);
        house.time.pass(1000);
        house.fail(house.a(), 30, Connect, 0);
        house.fail(house.b(), 1, Connect, 0);
        QCOMPARE(told(house), std::string("out breaker key_a0/m broken rule 60000; back breaker key_a0/m our_network"));
    }
};

QTEST_APPLESS_MAIN(HealthHistoryTest)
#include "health_history_test.moc"
