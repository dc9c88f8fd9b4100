#include <limits>

#include <QTest>
#include <QTimeZone>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/span_text.h"
#include "ui/text/time_text.h"

using model::Confidence;

/// Money, counts, durations and times as people read them.
class TextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void money_data()
    {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<QString>("want");
        QTest::addColumn<QString>("exact");
        const auto row = [](const char *name, qint64 nanos, const char16_t *want, const char16_t *exact) {
            QTest::newRow(name) << nanos << QString::fromUtf16(want) << QString::fromUtf16(exact);
        };
        row("a known zero", 0, u"$0.00", u"$0.00");
        row("one nano", 1, u"$0.000000001", u"$0.000000001");
        row("the issue's example", 132'000, u"$0.000132", u"$0.000132");
        row("four digits below a cent", 132'417, u"$0.0001324", u"$0.000132417");
        row("half a digit rounds up", 1'234'500, u"$0.001235", u"$0.0012345");
        row("just under a cent", 9'999'999, u"$0.01", u"$0.009999999");
        row("a cent", 10'000'000, u"$0.01", u"$0.01");
        row("cents with four decimals", 19'944'000, u"$0.0199", u"$0.019944");
        row("just under a dollar", 999'960'000, u"$1.00", u"$0.99996");
        row("a day", 20'060'000'000, u"$20.06", u"$20.06");
        row("grouped", 1'234'567'890'000, u"$1,234.57", u"$1,234.56789");
        row("a refund", -132'000, u"−$0.000132", u"−$0.000132");
        row("the largest", std::numeric_limits<qint64>::max(), u"$9,223,372,036.85", u"$9,223,372,036.854775807");
        row("the smallest", std::numeric_limits<qint64>::min(), u"−$9,223,372,036.85", u"−$9,223,372,036.854775808");
    }
    void money()
    {
        QFETCH(qint64, nanos);
        QFETCH(QString, want);
        QFETCH(QString, exact);
        QCOMPARE(ui::moneyText({nanos}, QStringLiteral("USD")), want);
        QCOMPARE(ui::exactMoneyText({nanos}, QStringLiteral("USD")), exact);
    }

    void otherCurrencies()
    {
        QCOMPARE(ui::moneyText({2'500'000'000}, QStringLiteral("CNY")), QStringLiteral("¥2.50"));
        QCOMPARE(ui::moneyText({2'500'000'000}, QStringLiteral("CHF")), QStringLiteral("2.50\u00A0CHF"));
    }

    void costSaysWhatIsKnown()
    {
        QCOMPARE(ui::costText({132'000}, QStringLiteral("USD"), Confidence::Measured), QStringLiteral("$0.000132"));
        QCOMPARE(ui::costText({132'000}, QStringLiteral("USD"), Confidence::Estimated), QStringLiteral("≈$0.000132"));
        QCOMPARE(ui::costText({0}, QStringLiteral("USD"), Confidence::Unpriced), QStringLiteral("unpriced"));
        QCOMPARE(ui::confidenceFromWord(QStringLiteral("measured")), Confidence::Measured);
        QCOMPARE(ui::confidenceFromWord(QStringLiteral("unpriced")), Confidence::Unpriced);
        QCOMPARE(ui::confidenceFromWord(QStringLiteral("guessed")), Confidence::Estimated);
    }

    void counts_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QString>("want");
        QTest::newRow("none") << qint64(0) << QStringLiteral("0");
        QTest::newRow("exact below ten thousand") << qint64(9'999) << QStringLiteral("9,999");
        QTest::newRow("thousands") << qint64(16'100) << QStringLiteral("16.1\u00A0K");
        QTest::newRow("never rounded up to a false unit") << qint64(999'999) << QStringLiteral("999\u00A0K");
        QTest::newRow("millions") << qint64(18'430'000) << QStringLiteral("18.4\u00A0M");
        QTest::newRow("billions") << qint64(2'300'000'000) << QStringLiteral("2.3\u00A0B");
    }
    void counts()
    {
        QFETCH(qint64, count);
        QFETCH(QString, want);
        QCOMPARE(ui::shortCountText(count), want);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QString>("want");
        QTest::newRow("unknown") << qint64(-1) << QStringLiteral("–");
        QTest::newRow("a moment") << qint64(1'800) << QStringLiteral("2 ms");
        QTest::newRow("below a second") << qint64(412'000) << QStringLiteral("0.41 s");
        QTest::newRow("seconds") << qint64(4'380'400) << QStringLiteral("4.38 s");
        QTest::newRow("up to the minute") << qint64(59'996'000) << QStringLiteral("1 m 0 s");
        QTest::newRow("minutes") << qint64(192'000'000) << QStringLiteral("3 m 12 s");
    }
    void durations()
    {
        QFETCH(qint64, micros);
        QFETCH(QString, want);
        QCOMPARE(ui::durationText(micros < 0 ? std::nullopt : std::optional<std::int64_t>(micros)), want);
    }

    void spansAreReadAsTheyAreWritten_data()
    {
        QTest::addColumn<qint64>("millis");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("0:00");
        QTest::newRow("seconds") << qint64(10'000) << QStringLiteral("0:10");
        QTest::newRow("minutes") << qint64(300'000) << QStringLiteral("5:00");
        QTest::newRow("an hour is not a minute") << qint64(3'600'000) << QStringLiteral("1:00:00");
        QTest::newRow("a day") << qint64(86'400'000) << QStringLiteral("24:00:00");
        QTest::newRow("a part of a second") << qint64(1'500) << QStringLiteral("0:01.5");
        QTest::newRow("a millisecond") << qint64(3'600'001) << QStringLiteral("1:00:00.001");
    }
    void spansAreReadAsTheyAreWritten()
    {
        QFETCH(qint64, millis);
        QFETCH(QString, text);
        QCOMPARE(ui::spanText(std::chrono::milliseconds(millis)), text);
        QCOMPARE(ui::parseSpan(text), std::optional(std::chrono::milliseconds(millis)));
    }

    void spansAreReadAsTheyAreTyped()
    {
        using std::chrono::milliseconds;
        QCOMPARE(ui::parseSpan(QStringLiteral(" 90 ")), std::optional(milliseconds(90'000)));
        QCOMPARE(ui::parseSpan(QStringLiteral("90:00")), std::optional(milliseconds(5'400'000)));
        for (const char *wrong : {"", "x", "-1", "5:", ":5", "5:0", "5:60", "1:60:00", "1:1:1:1", "5 min", "1.5.5"})
            QVERIFY2(!ui::parseSpan(QString::fromLatin1(wrong)), wrong);
    }

    void timesAreReadOnTheViewersClock()
    {
        const QDateTime now(QDate(2026, 11, 19), QTime(14, 48), QTimeZone("Asia/Kathmandu"));
        const QDateTime call = ui::parseTime(QStringLiteral("2026-11-19T08:56:52.306Z"));
        QCOMPARE(ui::clockText(call, now), QStringLiteral("14:41:52"));
        QCOMPARE(ui::shortClockText(call, now), QStringLiteral("14:41"));
        QCOMPARE(ui::millisText(call), QStringLiteral(".306"));
        QCOMPARE(ui::zoneText(now), QStringLiteral("UTC+5:45"));
        QCOMPARE(ui::clockText(call.addDays(-1), now), QStringLiteral("18 Nov 14:41:52"));
        QCOMPARE(ui::clockText(ui::parseTime(QStringLiteral("no time")), now), QStringLiteral("–"));
    }

    void todayBeginsAtMidnightOfTheZone()
    {
        const QDateTime now(QDate(2026, 11, 19), QTime(3, 0), QTimeZone("Asia/Shanghai"));
        QCOMPARE(ui::apiTime(ui::startOfToday(now)), QStringLiteral("2026-11-18T16:00:00.000Z"));
        const QDateTime spring(QDate(2026, 9, 6), QTime(12, 0), QTimeZone("America/Santiago"));
        QCOMPARE(ui::startOfToday(spring).time(), QTime(1, 0)); // the clock goes forward at midnight there
    }
};

QTEST_GUILESS_MAIN(TextTest)

#include "text_test.moc"
