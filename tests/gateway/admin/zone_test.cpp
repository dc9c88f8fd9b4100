#include <QtTest>

#include "admin/zone.h"
#include "base/text.h"

using admin::Zone;

namespace {

std::int64_t at(const char *time)
{
    return base::parseRfc3339(time).value();
}

} // namespace

class ZoneTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dayBeginsWhereItsZoneSays_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("UTC") << QByteArray("UTC") << QByteArray("2026-11-20T14:00:00Z")
                             << QByteArray("2026-11-20T00:00:00.000Z") << QByteArray("2026-11-20");
        QTest::newRow("east, already tomorrow") << QByteArray("Asia/Shanghai") << QByteArray("2026-11-20T17:00:00Z")
                                                << QByteArray("2026-11-20T16:00:00.000Z") << QByteArray("2026-11-21");
        QTest::newRow("minutes") << QByteArray("345") << QByteArray("2026-11-20T01:00:00Z")
                                 << QByteArray("2026-11-19T18:15:00.000Z") << QByteArray("2026-11-20");
        QTest::newRow("west") << QByteArray("-300") << QByteArray("2026-11-20T01:00:00Z")
                              << QByteArray("2026-11-19T05:00:00.000Z") << QByteArray("2026-11-19");
        QTest::newRow("clocks go back today") << QByteArray("Europe/Berlin") << QByteArray("2026-10-25T12:00:00Z")
                                              << QByteArray("2026-10-24T22:00:00.000Z") << QByteArray("2026-10-25");
        QTest::newRow("no midnight that day") << QByteArray("Africa/Cairo") << QByteArray("2026-04-24T12:00:00Z")
                                              << QByteArray("2026-04-23T22:00:00.000Z") << QByteArray("2026-04-24");
    }
    void dayBeginsWhereItsZoneSays()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const QByteArray, now);
        QFETCH(const QByteArray, start);
        QFETCH(const QByteArray, name);
        const auto found = Zone::of(zone.toStdString());
        QVERIFY(found.has_value());
        QCOMPARE(base::rfc3339(found->dayStart(at(now))), start.toStdString());
        QCOMPARE(found->dayName(found->dayStart(at(now))), name.toStdString());
    }

    void periodsBeginAndEndWhereTheirZoneSays_data()
    {
        QTest::addColumn<int>("period");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("next");
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *title, admin::Period period, const char *now, const char *start,
                            const char *next, const char *then, const char *name) {
            QTest::newRow(title) << static_cast<int>(period) << QByteArray(now) << QByteArray(start) << QByteArray(next)
                                 << QByteArray(then) << QByteArray(name);
        };
        using enum admin::Period; // in Berlin
        row("week with a change of clocks", Week, "2026-10-25T22:30:00.000Z", "2026-10-18T22:00:00.000Z",
            "2026-10-25T23:00:00.000Z", "2026-10-18T21:30:00.000Z", "2026-10-19");
        row("Monday", Week, "2026-11-15T23:00:00.000Z", "2026-11-15T23:00:00.000Z", "2026-11-22T23:00:00.000Z",
            "2026-11-08T23:00:00.000Z", "2026-11-16");
        row("month of a change", Month, "2026-03-30T10:00:00.000Z", "2026-02-28T23:00:00.000Z",
            "2026-03-31T22:00:00.000Z", "2026-02-28T23:00:00.000Z", "2026-03"); // February has no 30th
        row("month after a short one", Month, "2026-03-28T10:00:00.000Z", "2026-02-28T23:00:00.000Z",
            "2026-03-31T22:00:00.000Z", "2026-02-28T10:00:00.000Z", "2026-03");
        row("leap month", Month, "2028-03-29T10:00:00.000Z", "2028-02-29T23:00:00.000Z", "2028-03-31T22:00:00.000Z",
            "2028-02-29T11:00:00.000Z", "2028-03"); // at noon in Berlin, whatever its clocks
        row("January", Month, "2027-01-15T10:00:00.000Z", "2026-12-31T23:00:00.000Z", "2027-01-31T23:00:00.000Z",
            "2026-12-15T10:00:00.000Z", "2027-01");
        row("the hour that comes again", Hour, "2026-10-25T01:10:00.000Z", "2026-10-25T01:00:00.000Z",
            "2026-10-25T02:00:00.000Z", "2026-10-25T00:10:00.000Z", "2026-10-25T02:00:00+01:00");
        row("day", Day, "2026-03-29T10:00:00.000Z", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z",
            "2026-03-28T11:00:00.000Z", "2026-03-29");
    }
    void periodsBeginAndEndWhereTheirZoneSays()
    {
        QFETCH(const int, period);
        QFETCH(const QByteArray, now);
        QFETCH(const QByteArray, start);
        QFETCH(const QByteArray, next);
        QFETCH(const QByteArray, then);
        QFETCH(const QByteArray, name);
        const auto what = static_cast<admin::Period>(period);
        const Zone berlin = *Zone::of("Europe/Berlin");
        QCOMPARE(base::rfc3339(berlin.periodStart(what, at(now))), start.toStdString());
        QCOMPARE(base::rfc3339(berlin.periodStart(what, at(now), -1)), next.toStdString());
        QCOMPARE(base::rfc3339(berlin.sameTimeBefore(what, at(now))), then.toStdString());
        QCOMPARE(berlin.periodName(what, at(now)), name.toStdString());
    }

    void datesAreDaysOfTheZone()
    {
        QCOMPARE(base::rfc3339(*Zone::of("345")->dateStart("2028-02-29")), std::string("2028-02-28T18:15:00.000Z"));
        for (const char *wrong : {"", "2027-02-29", "2026-1-1", "2026-01-01T00:00:00Z", "now", "20260101xx"})
            QVERIFY(!Zone::of("UTC")->dateStart(wrong));
    }

    void daysAreAsLongAsTheirZoneMakesThem_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<int>("hours");
        QTest::newRow("spring") << QByteArray("2026-03-29T12:00:00Z") << 23;
        QTest::newRow("summer") << QByteArray("2026-07-01T12:00:00Z") << 24;
        QTest::newRow("autumn") << QByteArray("2026-10-25T12:00:00Z") << 25;
    }
    void daysAreAsLongAsTheirZoneMakesThem()
    {
        QFETCH(const QByteArray, now);
        QFETCH(const int, hours);
        const auto berlin = Zone::of("Europe/Berlin");
        QCOMPARE((berlin->dayStart(at(now), -1) - berlin->dayStart(at(now))) / 3'600'000, std::int64_t{hours});
    }

    void yesterdayIsByTheClockOnTheWall_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("then");
        QTest::newRow("usual") << QByteArray("2026-07-02T12:34:00Z") << QByteArray("2026-07-01T12:34:00.000Z");
        QTest::newRow("over the change to summer")
            << QByteArray("2026-03-29T12:00:00Z") << QByteArray("2026-03-28T13:00:00.000Z");
        QTest::newRow("over the change to winter")
            << QByteArray("2026-10-25T12:00:00Z") << QByteArray("2026-10-24T11:00:00.000Z");
        QTest::newRow("the day after it was 2:30 never") // 02:30 became 03:30 on the 29th
            << QByteArray("2026-03-30T00:30:00Z") << QByteArray("2026-03-29T01:30:00.000Z");
    }
    void yesterdayIsByTheClockOnTheWall()
    {
        QFETCH(const QByteArray, now);
        QFETCH(const QByteArray, then);
        QCOMPARE(base::rfc3339(Zone::of("Europe/Berlin")->sameTimeYesterday(at(now))), then.toStdString());
    }

    void offsetIsThatOfTheMoment()
    {
        const auto berlin = Zone::of("Europe/Berlin");
        QCOMPARE(berlin->offsetMinutes(at("2026-07-01T12:00:00Z")), std::int64_t{120});
        QCOMPARE(berlin->offsetMinutes(at("2026-12-01T12:00:00Z")), std::int64_t{60});
        QCOMPARE(berlin->name(), std::string("Europe/Berlin"));
        QVERIFY(!Zone::of("")->name().empty());
    }

    void otherTextsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone :
             {"Nowhere/Land", "Nowhere", "EST5EDT4", "9999", "-841", "1.5", "../etc/passwd", "' OR 1"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void otherTextsAreRefused()
    {
        QFETCH(const QByteArray, zone);
        const auto found = Zone::of(zone.toStdString());
        QVERIFY(!found);
        QVERIFY(found.error().code == base::ErrorCode::Unprocessable);
        QCOMPARE(found.error().param, std::string("zone"));
    }
};

QTEST_GUILESS_MAIN(ZoneTest)
#include "zone_test.moc"
