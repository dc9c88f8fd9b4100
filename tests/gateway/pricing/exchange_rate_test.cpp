#include <random>

#include <QTest>

#include "pricing/exchange_rate.h"

using pricing::Conversion;
using pricing::ExchangeRate;
using pricing::RateHistory;

class ExchangeRateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decimalsAreExact_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qlonglong>("picos"); // 0: none of it
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *text, qlonglong picos, const char *shown) {
            QTest::newRow(text) << QByteArray(text) << picos << QByteArray(shown);
        };
        row("0.9231", 923'100'000'000, "0.9231");
        row("1", 1'000'000'000'000, "1");
        row("1.000", 1'000'000'000'000, "1");
        row("156.25", 156'250'000'000'000, "156.25");
        row("0.000000000001", 1, "0.000000000001");
        row("8999999.999999999999", 8'999'999'999'999'999'999, "8999999.999999999999");
        for (const char *wrong : {"", "0", "0.0", "-1", "+1", ".5", "1.", "1,5", "1e3", " 1", "0.0000000000001",
                                  "9000000", "12345678", "1.2.3", "NaN", "0x1"})
            row(wrong, 0, "");
    }
    void decimalsAreExact()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const qlonglong, picos);
        QFETCH(const QByteArray, shown);
        const auto rate = pricing::parseRate(text.toStdString());
        QCOMPARE(rate ? rate->picos : 0, picos);
        if (rate)
            QCOMPARE(pricing::rateText(*rate), shown.toStdString());
    }

    void theRateOfTheDayHolds()
    {
        const RateHistory euro("EUR", {{1000, {5}}, {2000, {6}}, {3000, {7}}});
        QCOMPARE(euro.at(0), ExchangeRate{5}); // nothing is known of before
        QCOMPARE(euro.at(1999), ExchangeRate{5});
        QCOMPARE(euro.at(2000), ExchangeRate{6});
        QCOMPARE(euro.at(9000), ExchangeRate{7});
        QCOMPARE(euro.changeAfter(0).value_or(-1), 2000);
        QCOMPARE(euro.changeAfter(2000).value_or(-1), 3000);
        QVERIFY(!euro.changeAfter(3000));
        QVERIFY(!RateHistory("EUR", {{1000, {5}}}).changeAfter(0));
    }

    void halvesGoToTheEvenNeighbour()
    {
        const auto of = [](std::int64_t nanos, std::int64_t picos) {
            Conversion sum;
            sum.add({nanos}, {picos});
            return sum.nanos();
        };
        QCOMPARE(of(1, 500'000'000'000), 0);
        QCOMPARE(of(3, 500'000'000'000), 2);
        QCOMPARE(of(5, 500'000'000'000), 2);
        QCOMPARE(of(-3, 500'000'000'000), -2);
        QCOMPARE(of(1, 500'000'000'001), 1);
        QCOMPARE(of(1, 499'999'999'999), 0);
        QCOMPARE(of(1'000'000'000'000'000'000, 156'250'000'000), 156'250'000'000'000'000);
    }

    /// However a sum is cut into pieces, it is rounded once.
    void piecesSumToTheWhole()
    {
        std::mt19937_64 random(3);
        for (int i = 0; i < 1000; ++i) {
            const ExchangeRate rate{static_cast<std::int64_t>(random() % 2'000'000'000'000) + 1};
            Conversion pieces;
            std::int64_t whole = 0;
            for (int piece = 0; piece < 50; ++piece) {
                const auto nanos = static_cast<std::int64_t>(random() % 1'000'000);
                pieces.add({nanos}, rate);
                whole += nanos;
            }
            Conversion one;
            one.add({whole}, rate);
            QCOMPARE(pieces.nanos(), one.nanos());
        }
    }
};

QTEST_APPLESS_MAIN(ExchangeRateTest)
#include "exchange_rate_test.moc"
