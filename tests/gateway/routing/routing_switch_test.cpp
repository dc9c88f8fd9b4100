#include <random>

#include <QTest>

#include "routing/routing_switch.h"

using base::Moment;
using model::SwitchTimes;
using routing::RoutingSwitch;
using routing::SwitchRefusal;

namespace {

constexpr SwitchTimes kTimes{};
constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kStart = 1'800'000'000'000;

/// A computer: time goes on, its clock is set, it starts anew.
class Computer {
public:
    Moment now() const { return {m_now + m_ahead, m_now - m_started, std::to_string(m_starts)}; }
    void pass(std::int64_t ms) { m_now += ms; }
    void setClock(std::int64_t byMs) { m_ahead += byMs; }
    void restart(std::int64_t offMs)
    {
        m_now += offMs;
        m_started = m_now;
        ++m_starts;
    }
    std::int64_t time() const { return m_now; } ///< As nobody in it knows it.

private:
    std::int64_t m_now = kStart;
    std::int64_t m_ahead = 0;
    std::int64_t m_started = kStart;
    int m_starts = 0;
};

/// The same switch as words say it, on the time that nobody can set.
struct Naive {
    bool value = true;
    std::optional<bool> pending{};
    std::int64_t effectiveAt = 0;
    std::int64_t freeAt = 0;

    void settle(std::int64_t now)
    {
        if (!pending || now < effectiveAt)
            return;
        value = *std::exchange(pending, std::nullopt);
        freeAt = effectiveAt + kTimes.cooldownMs;
    }
    const char *ask(bool wish, std::int64_t now)
    {
        if (pending)
            return "change_pending";
        if (now < freeAt)
            return "cooldown_active";
        if (wish != value) {
            pending = wish;
            effectiveAt = now + kTimes.delayMs;
        }
        return "taken";
    }
};

const char *ask(RoutingSwitch &state, bool wish, const Moment &now)
{
    const auto refused = routing::ask(state, {.id = "x", .value = wish, .by = "me", .reason = "why"}, kTimes, now);
    if (!refused)
        return "taken";
    return refused->why == SwitchRefusal::ChangePending ? "change_pending" : "cooldown_active";
}

std::int64_t leftOf(const RoutingSwitch &state, const Moment &now)
{
    if (state.pending)
        return state.pending->at.leftMs(now);
    return state.cooldown ? state.cooldown->leftMs(now) : 0;
}

RoutingSwitch throughStore(const RoutingSwitch &state)
{
    return routing::routingSwitchFrom(*base::parseJson(base::dump(routing::toJson(state))));
}

/// Off since a moment, with `cooldownMs` left of the lock.
RoutingSwitch cooling(const Computer &computer)
{
    RoutingSwitch out{.value = false};
    out.cooldown = base::Deadline::after(computer.now(), kTimes.cooldownMs);
    return out;
}

} // namespace

class RoutingSwitchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangeTakesEffectAfterItsDelayAndLocks()
    {
        Computer computer;
        RoutingSwitch state;
        QCOMPARE(ask(state, false, computer.now()), "taken");
        QVERIFY(state.value);
        computer.pass(kTimes.delayMs - 1);
        QVERIFY(!routing::settle(state, kTimes, computer.now()));
        QCOMPARE(ask(state, false, computer.now()), "change_pending");
        computer.pass(1);
        const auto done = routing::settle(state, kTimes, computer.now());
        QVERIFY(done && !done->value);
        QVERIFY(!state.value);
        QCOMPARE(state.sinceMs, computer.now().wallMs);
        QCOMPARE(state.by, "me");
        QCOMPARE(state.reason, "why");
        QCOMPARE(ask(state, true, computer.now()), "cooldown_active");
        QCOMPARE(leftOf(state, computer.now()), kTimes.cooldownMs);
        computer.pass(kTimes.cooldownMs);
        routing::settle(state, kTimes, computer.now());
        QCOMPARE(ask(state, true, computer.now()), "taken");
    }

    void whatIsUndoneWasNeverAsked()
    {
        Computer computer;
        RoutingSwitch state;
        const RoutingSwitch before = state;
        QCOMPARE(ask(state, false, computer.now()), "taken");
        QVERIFY(!routing::undo(state));
        QCOMPARE(state, before);
        const auto again = routing::undo(state);
        QVERIFY(again && again->why == SwitchRefusal::NothingPending);
        QCOMPARE(ask(state, false, computer.now()), "taken");
    }

    void aWishForWhatHoldsLeavesNothingPending()
    {
        RoutingSwitch state;
        QCOMPARE(ask(state, true, Computer().now()), "taken");
        QVERIFY(!state.pending);
    }

    void withoutDelayAndCooldownItFollowsAtOnce()
    {
        const Moment now = Computer().now();
        RoutingSwitch state;
        for (const bool wish : {false, true, false}) {
            QVERIFY(!routing::ask(state, {.value = wish}, {0, 0}, now));
            QVERIFY(routing::settle(state, {0, 0}, now));
            QCOMPARE(state.value, wish);
            QVERIFY(!state.cooldown);
        }
    }

    void aSetClockMovesNoEnd_data()
    {
        QTest::addColumn<qint64>("by");
        QTest::newRow("a day ahead") << qint64(kDay);
        QTest::newRow("a day back") << qint64(-kDay);
        QTest::newRow("an hour ahead") << qint64(3'600'000);
        QTest::newRow("to 1970") << qint64(-kStart);
    }
    void aSetClockMovesNoEnd()
    {
        QFETCH(qint64, by);
        Computer computer;
        RoutingSwitch state = cooling(computer);
        computer.pass(100'000);
        computer.setClock(by);
        routing::settle(state, kTimes, computer.now());
        QCOMPARE(leftOf(state, computer.now()), std::int64_t{200'000});
        computer.pass(199'999);
        routing::settle(state, kTimes, computer.now());
        QCOMPARE(ask(state, true, computer.now()), "cooldown_active");
        computer.pass(1);
        routing::settle(state, kTimes, computer.now());
        QCOMPARE(ask(state, true, computer.now()), "taken");
    }

    void aRestartOfTheComputerKeepsTheEnd_data()
    {
        QTest::addColumn<qint64>("off");
        QTest::addColumn<qint64>("clockMoved");
        QTest::addColumn<qint64>("left");
        QTest::newRow("for a minute") << qint64(60'000) << qint64(0) << qint64(140'000);
        QTest::newRow("for a week") << qint64(7 * kDay) << qint64(0) << qint64(0);
        QTest::newRow("with a clock that is far behind") << qint64(60'000) << qint64(-kDay) << qint64(300'000);
        QTest::newRow("with a clock that is far ahead") << qint64(60'000) << qint64(kDay) << qint64(0);
    }
    void aRestartOfTheComputerKeepsTheEnd()
    {
        QFETCH(qint64, off);
        QFETCH(qint64, clockMoved);
        QFETCH(qint64, left);
        Computer computer;
        RoutingSwitch state = cooling(computer);
        computer.pass(100'000);
        computer.restart(off);
        computer.setClock(clockMoved);
        state = throughStore(state);
        routing::settle(state, kTimes, computer.now());
        QCOMPARE(leftOf(state, computer.now()), left);
        computer.setClock(3 * kDay); // from now on the new start of the computer counts
        QCOMPARE(leftOf(state, computer.now()), left);
    }

    void whatCameDueWhileNobodyRanHeldFromThen()
    {
        Computer computer;
        RoutingSwitch state;
        QCOMPARE(ask(state, false, computer.now()), "taken");
        const std::int64_t asked = computer.now().wallMs;
        for (const bool restarts : {false, true}) {
            RoutingSwitch later = throughStore(state);
            Computer there = computer;
            if (restarts)
                there.restart(100'000);
            else
                there.pass(100'000);
            QVERIFY(routing::settle(later, kTimes, there.now()));
            QCOMPARE(later.sinceMs, asked + kTimes.delayMs);
            QCOMPARE(leftOf(later, there.now()), kTimes.cooldownMs - 90'000);
        }
    }

    void anythingIsReadBackAsItWas()
    {
        Computer computer;
        RoutingSwitch state = cooling(computer);
        QCOMPARE(throughStore(state), state);
        state = {.sinceMs = 5, .by = "me", .reason = "\u4e2d\"\n"};
        QCOMPARE(ask(state, false, computer.now()), "taken");
        QCOMPARE(throughStore(state), state);
        QCOMPARE(routing::routingSwitchFrom(nullptr), RoutingSwitch{});
        QCOMPARE(routing::routingSwitchFrom(base::Json::parse(R"({"value":3,"pending":[],"cooldown":"x"})")),
                 RoutingSwitch{});
    }

    /// With clocks that are set and restarts of the program anywhere, the words on the time that nobody can set hold.
    void itDoesAsTheWordsSay()
    {
        std::mt19937 random(20261121);
        const auto below = [&](std::int64_t most) { return static_cast<std::int64_t>(random() % std::uint64_t(most)); };
        for (int run = 0; run < 200; ++run) {
            Computer computer;
            RoutingSwitch state;
            Naive words;
            for (int step = 0; step < 200; ++step) {
                computer.pass(below(3) == 0 ? below(400'000) : below(12'000));
                if (below(4) == 0)
                    computer.setClock(below(2 * kDay) - kDay);
                if (below(4) == 0)
                    state = throughStore(state);
                routing::settle(state, kTimes, computer.now());
                words.settle(computer.time());
                const bool wish = below(2) == 0;
                if (below(3) == 0) {
                    QCOMPARE(ask(state, wish, computer.now()), words.ask(wish, computer.time()));
                } else if (below(6) == 0) {
                    QCOMPARE(!routing::undo(state), std::exchange(words.pending, std::nullopt).has_value());
                }
                QCOMPARE(state.value, words.value);
                QCOMPARE(state.pending.has_value(), words.pending.has_value());
                const std::int64_t end = words.pending ? words.effectiveAt : words.freeAt;
                QCOMPARE(leftOf(state, computer.now()), std::max<std::int64_t>(0, end - computer.time()));
            }
        }
    }

    /// With restarts of the computer and a wrong clock together nobody can know the end; but it is never further away
    /// than its whole length, and it always comes.
    void nothingLocksForLongerThanItsLength()
    {
        std::mt19937 random(7);
        for (int run = 0; run < 2000; ++run) {
            Computer computer;
            RoutingSwitch state = cooling(computer);
            for (int step = 0; step < 5; ++step) {
                computer.pass(random() % 50'000);
                computer.setClock(static_cast<std::int64_t>(random() % (4 * kDay)) - 2 * kDay);
                computer.restart(random() % 10'000);
                routing::settle(state, kTimes, computer.now());
                QVERIFY(leftOf(state, computer.now()) <= kTimes.cooldownMs);
            }
            computer.pass(kTimes.cooldownMs);
            routing::settle(state, kTimes, computer.now());
            QVERIFY(!state.cooldown);
        }
    }

    void theClocksOfThisComputerGoOn()
    {
        const Moment first = base::momentNow();
        const auto deadline = base::Deadline::after(first, 20);
        QVERIFY(!first.bootId.empty());
        QTRY_COMPARE(deadline.leftMs(base::momentNow()), std::int64_t{0});
        QVERIFY(base::momentNow().bootMs - first.bootMs >= 20);
        QCOMPARE(base::momentNow().bootId, first.bootId);
    }
};

QTEST_GUILESS_MAIN(RoutingSwitchTest)
#include "routing_switch_test.moc"
