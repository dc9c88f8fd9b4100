#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <QtTest>

#include "model/latency.h"

using model::LatencyHistogram;

class LatencyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySpanIsInItsSlot_data()
    {
        QTest::addColumn<qint64>("us");
        for (const qint64 us : {1LL, 2LL, 15LL, 16LL, 17LL, 999LL, 1'000'000LL, 1'048'576LL, 900'000'000LL, 1LL << 47})
            QTest::addRow("%lld", static_cast<long long>(us)) << us;
    }
    void everySpanIsInItsSlot()
    {
        QFETCH(const qint64, us);
        const int slot = LatencyHistogram::slotOf(us);
        QVERIFY(LatencyHistogram::startOf(slot) <= static_cast<double>(us));
        QVERIFY(LatencyHistogram::startOf(slot + 1) > static_cast<double>(us));
        QVERIFY(LatencyHistogram::slotOf(us - 1) <= slot);
    }

    void spansOutOfRangeGoToTheEnds()
    {
        QCOMPARE(LatencyHistogram::slotOf(0), LatencyHistogram::slotOf(1));
        QCOMPARE(LatencyHistogram::slotOf(-5), LatencyHistogram::slotOf(1));
        QVERIFY(LatencyHistogram::slotOf(std::numeric_limits<std::int64_t>::max()) < 1000);
    }

    void percentilesAreNearTheTrueOnes()
    {
        std::mt19937 random(7);
        std::lognormal_distribution<double> spans(13, 0.8);
        std::vector<double> all;
        LatencyHistogram first;
        LatencyHistogram second;
        for (int i = 0; i < 20'000; ++i) {
            const auto us = static_cast<std::int64_t>(spans(random));
            all.push_back(static_cast<double>(us));
            (i % 2 == 0 ? first : second).add(us);
        }
        first += second;
        std::ranges::sort(all);
        for (const double share : {0.01, 0.5, 0.9, 0.95, 0.99}) {
            const double want = all[static_cast<std::size_t>(share * 20'000)];
            const auto got = first.percentile(share);
            QVERIFY(got.has_value());
            QVERIFY2(std::abs(*got - want) < 0.03 * want, qPrintable(QString::number(*got / want)));
        }
    }

    void nothingHasNoPercentile() { QVERIFY(!LatencyHistogram().percentile(0.5)); }

    void oneSpanIsEveryPercentile()
    {
        LatencyHistogram one;
        one.add(1'000'000);
        for (const double share : {0.0, 0.5, 1.0})
            QVERIFY(std::abs(one.percentile(share).value() - 1'000'000) < 70'000);
    }
};

QTEST_GUILESS_MAIN(LatencyTest)
#include "latency_test.moc"
