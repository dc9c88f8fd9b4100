#include <algorithm>
#include <atomic>
#include <deque>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include <QtTest>

#include "ledger/minute_window.h"

using ledger::MinuteWindow;

namespace {

constexpr std::int64_t kMinute = MinuteWindow::kMinuteMs;
constexpr std::int64_t kSlice = MinuteWindow::kSliceMs;
constexpr std::int64_t kNow = 1'000'000;

/// What an exact log of everything that was let in says.
class Log {
public:
    void add(std::int64_t amount, std::int64_t atMs)
    {
        m_entries.emplace_back(atMs, amount);
        m_sum += amount;
    }
    /// Of what came in within `millis` up to now.
    std::int64_t within(std::int64_t millis, std::int64_t nowMs)
    {
        while (!m_entries.empty() && m_entries.front().first <= nowMs - millis) {
            m_sum -= m_entries.front().second;
            m_entries.pop_front();
        }
        return m_sum;
    }

private:
    std::deque<std::pair<std::int64_t, std::int64_t>> m_entries{};
    std::int64_t m_sum = 0;
};

} // namespace

class MinuteWindowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void letsInSoManyAndThenNoMore()
    {
        MinuteWindow window;
        for (int i = 0; i < 3; ++i)
            QVERIFY(window.take(1, 3, kNow + i));
        QVERIFY(!window.take(1, 3, kNow + 3));
        QCOMPARE(window.used(kNow + 3), std::int64_t{3});
        QVERIFY(!window.take(1, 3, kNow + kMinute - 1));
        QVERIFY(window.take(1, 3, kNow + kMinute + kSlice));
    }

    void saysHowLongToWait()
    {
        MinuteWindow window;
        QCOMPARE(window.waitFor(5, 10, kNow), std::optional<std::int64_t>(0));
        QVERIFY(window.take(4, 10, kNow));
        QVERIFY(window.take(6, 10, kNow + 20'000));
        const auto first = window.waitFor(3, 10, kNow + 30'000);
        QVERIFY(first && *first > 30'000 && *first <= 30'000 + kSlice);
        QVERIFY(!window.take(3, 10, kNow + 30'000 + *first - 1));
        QVERIFY(window.waitFor(5, 10, kNow + 30'000).value_or(0) > 50'000);
        QVERIFY(!window.waitFor(11, 10, kNow));
        QVERIFY(window.emptyIn(kNow + 30'000) > 50'000);
        QVERIFY(window.take(3, 10, kNow + 30'000 + *first));
        QCOMPARE(window.emptyIn(kNow + 10 * kMinute), std::int64_t{0});
    }

    void whatIsGivenBackIsThereAgain()
    {
        MinuteWindow window;
        const auto slice = window.take(7, 10, kNow);
        window.correct(*slice, -4, kNow + 500);
        QCOMPARE(window.used(kNow + 500), std::int64_t{3});
        QVERIFY(window.take(7, 10, kNow + 500));
        window.correct(*slice, 5, kNow + 600); // it was more in truth
        QCOMPARE(window.used(kNow + 600), std::int64_t{15});
        QVERIFY(!window.take(1, 10, kNow + 600));
        QCOMPARE(window.used(kNow + kMinute + kSlice), std::int64_t{7});
        QVERIFY(window.take(3, 10, kNow + kMinute + kSlice));
    }

    void ofWhatIsOverNothingIsGivenBack()
    {
        MinuteWindow window;
        const auto slice = window.take(7, 10, kNow);
        const std::int64_t later = kNow + 2 * kMinute;
        QVERIFY(window.take(2, 10, later));
        window.correct(*slice, -7, later);
        QCOMPARE(window.used(later), std::int64_t{2});
        window.correct(*slice, 3, later); // what it lacked counts from now on
        QCOMPARE(window.used(later), std::int64_t{5});
        QCOMPARE(window.used(later + kMinute + kSlice), std::int64_t{0});
    }

    void nothingIsGivenBackTwice()
    {
        MinuteWindow window;
        const auto slice = window.take(3, 10, kNow);
        window.correct(*slice, -3, kNow);
        window.correct(*slice, -3, kNow);
        QCOMPARE(window.used(kNow), std::int64_t{0});
    }

    void whatCameBeforeCounts()
    {
        MinuteWindow window;
        window.addPast(4, kNow - 50'000, kNow);
        window.addPast(5, kNow - 61'000, kNow); // over
        window.addPast(1, kNow + 5'000, kNow);  // by a clock that was put back since
        QCOMPARE(window.used(kNow), std::int64_t{5});
        QCOMPARE(window.used(kNow + 10'000 + kSlice), std::int64_t{1});
    }

    void worksAtTheStartOfTheClock()
    {
        MinuteWindow window;
        window.addPast(2, -30'000, 5);
        QVERIFY(window.take(1, 3, 5));
        QVERIFY(!window.take(1, 3, 29'000));
        QVERIFY(window.take(2, 3, 30'100));
    }

    void restsForDaysAndGoesOn()
    {
        MinuteWindow window;
        std::int64_t now = kNow;
        for (const std::int64_t pause : {kMinute, 59'990L, 60'010L, 60'020L, 60'030L, 3'600'000L, 400L * 86'400'000}) {
            QVERIFY(window.take(9, 10, now));
            QVERIFY(!window.take(2, 10, now + 1));
            now += std::max(pause, kMinute + kSlice);
        }
        QCOMPARE(window.used(now), std::int64_t{0});
    }

    void largeAmountsAreCounted()
    {
        MinuteWindow window;
        constexpr std::int64_t kMost = 1'000'000'000'000; // the largest limit there is
        const auto slice = window.take(kMost, kMost, kNow);
        QVERIFY(slice && !window.take(1, kMost, kNow));
        window.correct(*slice, kMost, kNow);
        QVERIFY(window.used(kNow) >= kMost);
        QCOMPARE(window.used(kNow + kMinute + kSlice), std::int64_t{0});
    }

    /// Four hours of calls at random times, with what is given back and corrected: never more than the limit within a
    /// minute, and never a refusal while the last minute and a hundredth of a second had room.
    void fourHoursNeverOverAndNeverShort_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("largest");
        QTest::addColumn<int>("meanPauseMs");
        QTest::newRow("ten a second wanted, two allowed") << 120 << 1 << 100;
        QTest::newRow("as many as are allowed") << 600 << 1 << 100;
        QTest::newRow("one a minute") << 1 << 1 << 20'000;
        QTest::newRow("tokens of all sizes") << 50'000 << 4'000 << 500;
        QTest::newRow("bursts") << 200 << 1 << 7;
    }
    void fourHoursNeverOverAndNeverShort()
    {
        QFETCH(const int, limit);
        QFETCH(const int, largest);
        QFETCH(const int, meanPauseMs);
        std::mt19937_64 random(42);
        MinuteWindow window;
        Log strict;
        Log lenient;
        std::int64_t refused = 0;
        std::int64_t letIn = 0;
        for (std::int64_t now = kNow; now < kNow + 4 * 3'600'000;) {
            now += static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(2 * meanPauseMs + 1));
            const std::int64_t burst = random() % 50 == 0 ? 20 : 1;
            for (std::int64_t i = 0; i < burst; ++i) {
                const std::int64_t amount =
                    1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(largest));
                if (window.take(amount, limit, now)) {
                    strict.add(amount, now);
                    lenient.add(amount, now);
                    ++letIn;
                    QVERIFY2(strict.within(kMinute, now) <= limit, qPrintable(QString::number(now)));
                } else {
                    ++refused;
                    QVERIFY2(lenient.within(kMinute + kSlice, now) + amount > limit, qPrintable(QString::number(now)));
                }
            }
        }
        QVERIFY(refused > 100);
        QVERIFY(letIn > 100);
    }

    /// A model of the same thing with giving back and corrections: at every moment the window holds what the model has
    /// of the live slices.
    void holdsWhatAModelOfItHolds()
    {
        std::mt19937_64 random(7);
        MinuteWindow window;
        struct Taken {
            std::int64_t slice;
            MinuteWindow::Slice mark;
            std::int64_t amount;
            bool settled = false;
        };
        std::vector<Taken> taken;
        std::int64_t now = kNow;
        const auto live = [&] {
            std::int64_t sum = 0;
            for (const Taken &one : taken)
                sum += one.slice + kMinute / kSlice >= now / kSlice ? one.amount : 0;
            return sum;
        };
        for (int i = 0; i < 20'000; ++i) {
            now += static_cast<std::int64_t>(random() % 200);
            const std::int64_t amount = 1 + static_cast<std::int64_t>(random() % 100);
            if (random() % 3 != 0 || taken.empty()) {
                const bool fits = live() + amount <= 5'000;
                const auto mark = window.take(amount, 5'000, now);
                QCOMPARE(mark.has_value(), fits);
                if (mark)
                    taken.push_back({now / kSlice, *mark, amount});
            } else {
                Taken &one = taken[random() % taken.size()];
                if (std::exchange(one.settled, true))
                    continue;
                const bool isLive = one.slice + kMinute / kSlice >= now / kSlice;
                const std::int64_t by =
                    static_cast<std::int64_t>(random() % 60) - std::min<std::int64_t>(30, one.amount);
                window.correct(one.mark, by, now);
                if (isLive)
                    one.amount += by;
                else if (by > 0)
                    taken.push_back({now / kSlice, one.mark, by, true});
            }
            QCOMPARE(window.used(now), live());
            if (taken.size() > 2'000)
                std::erase_if(taken, [&](const Taken &one) { return one.slice + kMinute / kSlice < now / kSlice; });
        }
    }

    void manyThreadsTogetherNeverTakeMore_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("one") << 1;
        QTest::newRow("four") << 4;
    }
    void manyThreadsTogetherNeverTakeMore()
    {
        QFETCH(const int, threads);
        constexpr std::int64_t kLimit = 997;
        constexpr int kTurns = 5'000;
        MinuteWindow window;
        std::atomic<std::int64_t> now{kNow};
        std::atomic<std::int64_t> letIn{0};
        std::atomic<bool> begun{false};
        const auto work = [&](unsigned seed) {
            std::minstd_rand random(seed);
            while (!begun) {
            }
            for (int i = 0; i < kTurns; ++i) {
                const auto slice = window.take(1, kLimit, now);
                if (!slice)
                    continue;
                if (random() % 4 == 0)
                    window.correct(*slice, -1, now);
                else
                    ++letIn;
            }
        };
        for (int round = 0; round < 5; ++round) { // each in a minute of its own
            begun = false;
            letIn = 0;
            std::vector<std::thread> all;
            for (int i = 0; i < threads; ++i)
                all.emplace_back(work, static_cast<unsigned>(round * 10 + i + 1));
            begun = true;
            for (std::thread &one : all)
                one.join();
            QCOMPARE(letIn.load(), kLimit); // exactly: there were more than enough
            QCOMPARE(window.used(now), kLimit);
            now += kMinute + kSlice;
        }
        QCOMPARE(window.used(now), std::int64_t{0});
    }

    /// Slices end while many threads count in them.
    void nothingIsLostWhileTimePasses()
    {
        MinuteWindow window;
        std::atomic<std::int64_t> now{kNow};
        std::vector<std::thread> all;
        for (unsigned i = 0; i < 4; ++i)
            all.emplace_back([&, i] {
                std::minstd_rand random(i + 1);
                for (int turn = 0; turn < 20'000; ++turn) {
                    const std::int64_t at =
                        now.fetch_add(static_cast<std::int64_t>(random() % 40)); // 26 minutes in all
                    const auto slice = window.take(3, 600, at);
                    if (slice && random() % 2 == 0)
                        window.correct(*slice, random() % 2 == 0 ? -1 : 2, at);
                }
            });
        for (std::thread &one : all)
            one.join();
        QVERIFY(window.used(now) >= 0);
        QCOMPARE(window.used(now + kMinute + kSlice), std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(MinuteWindowTest)
#include "minute_window_test.moc"
