#include <QTest>

#include "routing/breaker.h"

using enum routing::Verdict;
using routing::Breaker;
using routing::Gate;
using routing::HealthState;

namespace {

constexpr std::int64_t kStart = 1'000'000;

struct Seen {
    Gate gate;
    std::int64_t waitMs;
};

Seen look(const Breaker &breaker, std::int64_t nowMs, std::uint32_t turn = 0)
{
    std::int64_t waitMs = -1;
    const Gate gate = routing::gateOf(breaker, nowMs, turn, waitMs);
    return {gate, waitMs};
}

/// One attempt from beginning to end.
Breaker attempt(Breaker breaker, std::int64_t nowMs, routing::Verdict verdict, const routing::Counts &window = {},
                bool forced = false)
{
    routing::Admission admission;
    if (!routing::admit(breaker, nowMs, forced, admission))
        qFatal("it was not let through");
    return routing::after(breaker, nowMs, verdict, admission, window);
}

Breaker opened()
{
    return attempt({}, kStart, Bad, {.good = 0, .bad = 10});
}

Breaker onItsWayBack()
{
    return attempt(opened(), kStart + 60'000, Good);
}

} // namespace

class BreakerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensAtHalfOfTen_data()
    {
        QTest::addColumn<int>("good");
        QTest::addColumn<int>("bad");
        QTest::addColumn<bool>("opens");
        QTest::newRow("nine are too few") << 0 << 9 << false;
        QTest::newRow("ten of ten") << 0 << 10 << true;
        QTest::newRow("half") << 5 << 5 << true;
        QTest::newRow("less than half") << 6 << 5 << false;
        QTest::newRow("many, and less than half") << 501 << 499 << false;
        QTest::newRow("many, and half") << 500 << 500 << true;
    }
    void opensAtHalfOfTen()
    {
        QFETCH(int, good);
        QFETCH(int, bad);
        QFETCH(bool, opens);
        const routing::Counts window{static_cast<std::uint32_t>(good), static_cast<std::uint32_t>(bad)};
        QCOMPARE(attempt({}, kStart, Bad, window).phase == Breaker::Open, opens);
        QCOMPARE(attempt({}, kStart, Good, window).phase == Breaker::Open, false);
        QCOMPARE(attempt({}, kStart, Neutral, window).phase == Breaker::Open, false);
    }
    void saysHowLongItIsOpen()
    {
        QCOMPARE(look(opened(), kStart + 1000).gate, Gate::Broken);
        QCOMPARE(look(opened(), kStart + 1000).waitMs, std::int64_t{59'000});
        QCOMPARE(look(opened(), kStart + 60'000).gate, Gate::Open);
    }
    void letsOneProbeThrough()
    {
        Breaker breaker = opened();
        routing::Admission first;
        routing::Admission second;
        QVERIFY(!routing::admit(breaker, kStart + 59'999, false, first));
        QVERIFY(routing::admit(breaker, kStart + 60'000, false, first));
        QVERIFY(first.probe);
        QVERIFY(!routing::admit(breaker, kStart + 60'001, false, second));
        QCOMPARE(look(breaker, kStart + 60'001).gate, Gate::Probing);
        // One that says nothing gives its place to the next.
        breaker = routing::after(breaker, kStart + 61'000, Neutral, first, {});
        QVERIFY(routing::admit(breaker, kStart + 62'000, false, second));
        breaker = routing::after(breaker, kStart + 63'000, Bad, second, {});
        QCOMPARE(look(breaker, kStart + 63'000).waitMs, std::int64_t{60'000});
    }
    void comesBackBySteps()
    {
        const Breaker breaker = onItsWayBack();
        const auto share = [&](std::int64_t afterMs) {
            int out = 0;
            for (std::uint32_t turn = 0; turn < 1000; ++turn)
                out += look(breaker, kStart + 60'000 + afterMs, turn).gate == Gate::Open ? 1 : 0;
            return out;
        };
        QCOMPARE(share(0), 10);
        QCOMPARE(share(4'999), 10);
        QCOMPARE(share(5'000), 50);
        QCOMPARE(share(10'000), 250);
        QCOMPARE(share(15'000), 1000);
        QCOMPARE(static_cast<int>(routing::atTime(breaker, kStart + 75'000).phase), static_cast<int>(Breaker::Closed));
    }
    void opensAgainWhenMoreFailThanSucceedOnTheWay()
    {
        Breaker breaker = onItsWayBack();
        QCOMPARE(static_cast<int>(attempt(breaker, kStart + 61'000, Bad).phase), static_cast<int>(Breaker::Open));
        for (int i = 0; i < 3; ++i)
            breaker = attempt(breaker, kStart + 61'000, Good);
        for (int i = 0; i < 3; ++i)
            breaker = attempt(breaker, kStart + 62'000, Bad);
        QCOMPARE(static_cast<int>(breaker.phase), static_cast<int>(Breaker::Ramp));
        QCOMPARE(static_cast<int>(attempt(breaker, kStart + 62'000, Bad).phase), static_cast<int>(Breaker::Open));
    }
    void oneThatWasForcedTellsWhetherItIsBack()
    {
        const Breaker failed = attempt(opened(), kStart + 5'000, Bad, {}, true);
        QCOMPARE(look(failed, kStart + 5'000).waitMs, std::int64_t{55'000}); // no longer for it
        const Breaker worked = attempt(opened(), kStart + 5'000, Good, {}, true);
        QCOMPARE(static_cast<int>(worked.phase), static_cast<int>(Breaker::Ramp));
    }
    void theLateAnswerOfAnEarlierPhaseIsNoProbe()
    {
        Breaker breaker;
        routing::Admission before;
        QVERIFY(routing::admit(breaker, kStart - 5'000, false, before));
        breaker = routing::after(opened(), kStart + 1'000, Good, before, {});
        QCOMPARE(static_cast<int>(breaker.phase), static_cast<int>(Breaker::Open));
        routing::Admission probe;
        QVERIFY(routing::admit(breaker, kStart + 60'000, false, probe));
        breaker = routing::after(breaker, kStart + 60'001, Bad, before, {});
        QCOMPARE(look(breaker, kStart + 60'001).gate, Gate::Probing);
    }
    void aSliceOfAnotherTimeIsEmptied()
    {
        const routing::Slice old{.epoch = 4, .good = 7, .bad = 2};
        QCOMPARE(int{routing::counted(old, 4, Bad).bad}, 3);
        QCOMPARE(int{routing::counted(old, 10, Good).good}, 1);
        QCOMPARE(int{routing::counted(old, 10, Good).bad}, 0);
        QCOMPARE(int{routing::counted({.epoch = 4, .good = 65'535}, 4, Good).good}, 65'535);
    }
    void statesDoNotFlicker()
    {
        using enum HealthState;
        const auto at = [](HealthState before, std::uint32_t bad) {
            return routing::judge(before, {.window = {.good = 100 - bad, .bad = bad}});
        };
        QCOMPARE(at(Healthy, 9), Healthy);
        QCOMPARE(at(Healthy, 10), Degraded);
        QCOMPARE(at(Degraded, 9), Degraded);
        QCOMPARE(at(Degraded, 5), Degraded);
        QCOMPARE(at(Degraded, 4), Healthy);
        QCOMPARE(routing::judge(Healthy, {.phase = Breaker::Open}), Unhealthy);
        QCOMPARE(routing::judge(Unhealthy, {.phase = Breaker::Ramp}), Degraded);
        QCOMPARE(routing::judge(Healthy, {.window = {.good = 0, .bad = 4}}), Healthy); // too few to tell
        QCOMPARE(routing::judge(Healthy, {.firstTokenUs = 2'500'000, .usualUs = 1'000'000}), Healthy);
        QCOMPARE(routing::judge(Healthy, {.firstTokenUs = 3'500'000, .usualUs = 1'000'000}), Degraded);
        QCOMPARE(routing::judge(Degraded, {.firstTokenUs = 2'500'000, .usualUs = 1'000'000}), Degraded);
        QCOMPARE(routing::judge(Healthy, {.firstTokenUs = 9'000, .usualUs = 1'000}), Healthy); // nobody notices
    }
};

QTEST_APPLESS_MAIN(BreakerTest)
#include "breaker_test.moc"
