#include <QtTest>

#include <cmath>
#include <map>
#include <set>

#include "upstream/proxy_pool.h"
#include "upstream/proxy_trip.h"

namespace {

using upstream::Moment;
using upstream::ProxyFailure;
using upstream::ProxyFault;
using upstream::ProxyRef;

constexpr std::int64_t kSecond = 1'000'000'000;

class FakeClock final : public base::Clock {
public:
    std::int64_t steadyNanos() const override { return nowNs; }
    std::int64_t wallMillis() const override { return nowNs / 1'000'000; }
    std::int64_t nowNs = 1000 * kSecond;
};

model::Proxy row(const std::string &name, std::int64_t weight = 1)
{
    model::Proxy out;
    out.id = "prox_" + name;
    out.name = name;
    out.host = name + ".example";
    out.port = 3128;
    out.weight = weight;
    return out;
}

struct House {
    explicit House(std::vector<model::Proxy> rows) { pool.adopt(std::move(rows)); }
    std::string choose(const std::string &sticky, std::vector<ProxyRef> tried = {})
    {
        const ProxyRef hit = upstream::chooseProxy(*pool.current(), sticky, tried, clock.nowNs, turns);
        return hit == nullptr ? std::string() : hit->row.name;
    }
    ProxyRef named(const std::string &name) { return pool.find("prox_" + name); }
    std::map<std::string, std::string> places(int keys)
    {
        std::map<std::string, std::string> out;
        for (int i = 0; i < keys; ++i)
            out["key " + std::to_string(i)] = choose("key " + std::to_string(i));
        return out;
    }
    Moment now() const { return pool.now(); }
    /// A call waits ten seconds for it, in vain. Whether that is laid to it.
    bool silence(const std::string &name)
    {
        const std::int64_t begun = clock.nowNs;
        clock.nowNs += 10 * kSecond;
        return named(name)->state->silent(now(), begun, "no word");
    }

    FakeClock clock{};
    secrets::SecretStore secrets{};
    upstream::ProxyPool pool{secrets, clock};
    upstream::ProxyTurns turns{};
};

int countOf(const std::map<std::string, std::string> &places, const std::string &name)
{
    return static_cast<int>(std::ranges::count_if(places, [&](const auto &one) { return one.second == name; }));
}

} // namespace

class ProxyPoolTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void turnsComeByWeightAndSmoothly()
    {
        House house({row("a", 2), row("b"), row("c")});
        std::string seen;
        for (int i = 0; i < 8; ++i)
            seen += house.choose("");
        QCOMPARE(QString::fromStdString(seen), QStringLiteral("abcaabca"));
    }

    void keysAreSpreadByWeight()
    {
        House house({row("a", 2), row("b"), row("c")});
        const auto places = house.places(4000);
        QVERIFY(std::abs(countOf(places, "a") - 2000) < 150);
        QVERIFY(std::abs(countOf(places, "b") - 1000) < 150);
        QCOMPARE(house.places(4000), places);
    }

    void aLostProxyMovesItsOwnKeysOnlyAndGetsThemBack()
    {
        House house({row("a"), row("b"), row("c")});
        const auto before = house.places(900);
        house.named("b")->state->broke(house.now(), "gone");
        const auto without = house.places(900);
        for (const auto &[key, place] : before)
            QVERIFY(place == "b" ? without.at(key) != "b" : without.at(key) == place);
        QVERIFY(countOf(without, "a") > 350 && countOf(without, "c") > 350);
        house.named("b")->state->worked(house.now());
        QCOMPARE(house.places(900), before);
    }

    void oneThatIsDownIsTriedByOneCallOnceItHasRested()
    {
        House house({row("a")});
        const auto &state = *house.named("a")->state;
        house.named("a")->state->broke(house.now(), "no connection");
        QCOMPARE(house.choose("key"), std::string());
        QCOMPARE(house.choose(""), std::string());
        house.clock.nowNs += kSecond + 1;
        QCOMPARE(house.choose("key"), std::string("a"));
        QCOMPARE(house.choose("key"), std::string()); // while the first tries
        house.named("a")->state->broke(house.now(), "no connection");
        house.clock.nowNs += kSecond + 1;
        QCOMPARE(house.choose("key"), std::string()); // the second rest is longer
        house.clock.nowNs += kSecond;
        QCOMPARE(house.choose("key"), std::string("a"));
        house.named("a")->state->worked(house.now());
        QVERIFY(!state.isDown());
        QCOMPARE(house.choose("key"), std::string("a"));
        QCOMPARE(house.choose("key"), std::string("a"));
        const auto report = state.report();
        QCOMPARE(report.outages.size(), std::size_t{1});
        QCOMPARE(report.outages.front().endedMs - report.outages.front().beganMs, std::int64_t{3000});
        QCOMPARE(report.lastError, std::string("no connection"));
    }

    void aTrialOfWhichNothingCameIsNotTheLast()
    {
        House house({row("a")});
        house.named("a")->state->broke(house.now(), "no connection");
        house.clock.nowNs += 2 * kSecond;
        QCOMPARE(house.choose("key"), std::string("a"));
        house.clock.nowNs += 16 * kSecond;
        QCOMPARE(house.choose("key"), std::string("a"));
    }

    void manyFailuresAtOnceAreOneRest()
    {
        House house({row("a")});
        for (int i = 0; i < 50; ++i)
            house.named("a")->state->broke(house.now(), "no connection");
        house.clock.nowNs += kSecond + 1;
        QCOMPARE(house.choose("key"), std::string("a"));
        QCOMPARE(house.named("a")->state->report().failures, std::int64_t{50});
    }

    void oneThatIsSilentThreeTimesInARowIsDown()
    {
        House house({row("a")});
        auto &state = *house.named("a")->state;
        for (int i = 0; i < 2; ++i) {
            QVERIFY(house.silence("a"));
            QVERIFY(!state.isDown() && state.isDoubted());
        }
        QVERIFY(house.silence("a"));
        QVERIFY(state.isDown() && !state.isDoubted());
        QCOMPARE(state.report().outages.front().why, std::string("no word"));
    }

    void silencesSideBySideAreOne()
    {
        House house({row("a")});
        const std::int64_t begun = house.clock.nowNs;
        house.clock.nowNs += 10 * kSecond;
        for (int i = 0; i < 50; ++i)
            QVERIFY(house.named("a")->state->silent(house.now(), begun, "no word"));
        QVERIFY(!house.named("a")->state->isDown());
        QCOMPARE(house.named("a")->state->report().failures, std::int64_t{50});
    }

    void oneThatWorksBetweenSilencesStaysUp()
    {
        House house({row("a")});
        for (int i = 0; i < 9; ++i) {
            QVERIFY(house.silence("a"));
            if (i % 2 == 1)
                house.named("a")->state->worked(house.now());
        }
        QVERIFY(!house.named("a")->state->isDown());
    }

    void whoSpokeIsBelievedForAWhileThatTheSilenceIsNotIts()
    {
        House house({row("a")});
        auto &state = *house.named("a")->state;
        QVERIFY(house.silence("a"));
        state.spoke(house.now());
        QVERIFY(!state.isDoubted());
        state.doubt(house.now());
        QVERIFY(!state.isDoubted());
        QVERIFY(!house.silence("a"));
        QVERIFY(house.silence("a"));
        QVERIFY(state.isDoubted() && !state.isDown());
    }

    void itsOwnWordBringsBackWhoWasSilentButNotWhoIsOutdone()
    {
        House house({row("a"), row("b")});
        house.named("a")->state->broke(house.now(), "it says nothing");
        house.named("b")->state->outdone(house.now(), "it cannot reach the provider");
        for (const char *name : {"a", "b"})
            house.named(name)->state->spoke(house.now());
        QVERIFY(!house.named("a")->state->isDown());
        QVERIFY(house.named("b")->state->isDown());
    }

    void aConnectionThatStoodAlreadyShowsNothing()
    {
        House house({row("a")});
        upstream::ProxyDesk desk(house.pool);
        house.named("a")->state->broke(house.now(), "it says nothing");
        house.clock.nowNs += 2 * kSecond;
        upstream::ProxyTrip trip(desk, "key");
        QVERIFY(trip.next());
        trip.connected(false);
        QVERIFY(house.named("a")->state->isDown());
        trip.answered();
        QVERIFY(!house.named("a")->state->isDown());
    }

    void whoIsLeftAfterWaitingForLongIsDoubted()
    {
        House house({row("a")});
        upstream::ProxyDesk desk(house.pool);
        for (const auto &[seconds, doubted] : {std::pair{1, false}, std::pair{4, true}}) {
            upstream::ProxyTrip trip(desk, "key");
            QVERIFY(trip.next());
            trip.connected();
            house.clock.nowNs += seconds * kSecond;
            trip.leave();
            QCOMPARE(house.named("a")->state->isDoubted(), doubted);
        }
    }

    void whatTheProxiesThemselvesFailInIsNotLaidToTheProvider()
    {
        House house({row("a")});
        upstream::ProxyDesk desk(house.pool);
        upstream::ProxyTrip silent(desk, "key");
        QVERIFY(silent.next());
        QVERIFY(silent.failed({ProxyFault::Silent, "no word"}));
        QVERIFY(silent.failedOnTheWay());
        house.named("a")->state->spoke(house.now());
        upstream::ProxyTrip behind(desk, "key");
        QVERIFY(behind.next());
        QVERIFY(behind.failed({ProxyFault::Silent, "no word"}));
        QVERIFY(!behind.failedOnTheWay());
    }

    void oneThatIsOffGetsNoCallsAndDrains()
    {
        auto rows = std::vector{row("a"), row("b")};
        House house(rows);
        house.named("a")->state->begun();
        rows[0].enabled = false;
        house.pool.adopt(rows);
        for (const auto &[key, place] : house.places(50))
            QCOMPARE(place, std::string("b"));
        QCOMPARE(upstream::moodOf(*house.named("a"), *house.pool.current()), model::ProxyMood::Draining);
        house.named("a")->state->ended();
        QCOMPARE(upstream::moodOf(*house.named("a"), *house.pool.current()), model::ProxyMood::Off);
    }

    void aSlowOneGetsLessAndIsSlowNoLongerOnceItIsNot()
    {
        House house({row("fast"), row("slow")});
        for (int i = 0; i < 40; ++i) {
            house.named("fast")->state->answered(100'000);
            house.named("slow")->state->answered(2'000'000);
        }
        const int slow = countOf(house.places(1000), "slow");
        QVERIFY(slow > 100 && slow < 300);
        house.named("slow")->state->worked(house.now());
        QCOMPARE(upstream::moodOf(*house.named("slow"), *house.pool.current()), model::ProxyMood::Slow);
        for (int i = 0; i < 40; ++i)
            house.named("slow")->state->answered(100'000);
        QCOMPARE(upstream::moodOf(*house.named("slow"), *house.pool.current()), model::ProxyMood::Up);
    }

    void whatWasFoundHoldsUntilItIsMoved()
    {
        auto rows = std::vector{row("a")};
        House house(rows);
        house.named("a")->state->broke(house.now(), "gone");
        rows[0].weight = 7;
        house.pool.adopt(rows);
        QVERIFY(house.named("a")->state->isDown());
        rows[0].port = 8080;
        house.pool.adopt(rows);
        QVERIFY(!house.named("a")->state->isDown());
        QCOMPARE(house.named("a")->url, std::string("http://a.example:8080"));
        rows[0].host = "::1";
        rows[0].kind = model::ProxyKind::Socks5;
        house.pool.adopt(rows);
        QCOMPARE(house.named("a")->url, std::string("socks5h://[::1]:8080"));
    }

    void aTripTriesEachOnceAndBlamesWhoFailedWhereAnotherDidNot()
    {
        House house({row("a"), row("b"), row("c")});
        upstream::ProxyDesk desk(house.pool);
        upstream::ProxyTrip trip(desk, "key");
        QVERIFY(trip.next());
        const ProxyRef first = trip.proxy();
        QVERIFY(trip.failed({ProxyFault::Either, "it cannot reach the provider"}));
        QVERIFY(trip.next());
        const ProxyRef second = trip.proxy();
        QVERIFY(second != first);
        QVERIFY(!first->state->isDown()); // it may be the provider
        trip.connected();
        QVERIFY(first->state->isDown());
        QVERIFY(!second->state->isDown());
        QCOMPARE(second->state->report().open, std::int64_t{1});
        trip.leave();
        QCOMPARE(second->state->report().open, std::int64_t{0});
    }

    void aProviderThatNobodyReachesTakesNoProxyDown()
    {
        House house({row("a"), row("b")});
        upstream::ProxyDesk desk(house.pool);
        upstream::ProxyTrip trip(desk, "key");
        std::set<std::string> seen;
        while (trip.next()) {
            seen.insert(trip.proxy()->row.name);
            QVERIFY(trip.failed({ProxyFault::Either, "it cannot reach the provider"}));
        }
        QCOMPARE(seen.size(), std::size_t{2});
        QVERIFY(!house.named("a")->state->isDown() && !house.named("b")->state->isDown());
        QVERIFY(QString::fromStdString(trip.problem()).contains(QStringLiteral("cannot reach the provider")));
    }

    void theProvidersOwnFaultAsksNobodyElse()
    {
        House house({row("a"), row("b")});
        upstream::ProxyDesk desk(house.pool);
        upstream::ProxyTrip trip(desk, "key");
        QVERIFY(trip.next());
        QVERIFY(!trip.failed({ProxyFault::Provider, "its certificate"}));
        QCOMPARE(house.named("a")->state->report().failures + house.named("b")->state->report().failures,
                 std::int64_t{0});
    }

    void anEmptyPoolSaysSo()
    {
        House house({});
        upstream::ProxyDesk desk(house.pool);
        upstream::ProxyTrip none(desk, "key");
        QVERIFY(!none.next());
        QVERIFY(QString::fromStdString(none.problem()).contains(QStringLiteral("there is no proxy in it")));
        auto off = row("a");
        off.enabled = false;
        house.pool.adopt({off});
        upstream::ProxyTrip again(desk, "key");
        QVERIFY(!again.next());
        QVERIFY(QString::fromStdString(again.problem()).contains(QStringLiteral("all its proxies are off")));
        house.pool.adopt({row("b")});
        house.named("b")->state->broke(house.now(), "no connection to it could be made");
        upstream::ProxyTrip down(desk, "key");
        QVERIFY(!down.next());
        QVERIFY(QString::fromStdString(down.problem()).contains(QStringLiteral("no connection to it could be made")));
    }

    void oneWhosePasswordCannotBeReadIsPassedOver()
    {
        auto locked = row("a");
        locked.user = "anna";
        locked.secret = "env:NO_SUCH_VARIABLE_OF_OURS";
        House house({locked});
        upstream::ProxyDesk desk(house.pool);
        upstream::ProxyTrip trip(desk, "key");
        QVERIFY(!trip.next());
        QVERIFY(QString::fromStdString(trip.problem()).contains(QStringLiteral("the password of the proxy")));
        QVERIFY(!house.named("a")->state->isDown());
    }
};

QTEST_GUILESS_MAIN(ProxyPoolTest)
#include "proxy_pool_test.moc"
