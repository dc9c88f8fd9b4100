#include <QtTest>

#include "access/budget_period.h"
#include "base/text.h"

using auth::periodAt;
using auth::PeriodSpan;
using base::ZoneOffsets;
using model::BudgetPeriod;
using model::WeekStart;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

std::int64_t at(const char *text)
{
    const auto millis = base::parseRfc3339(text);
    if (!millis)
        qFatal("%s is no time", text);
    return *millis;
}

ZoneOffsets berlin()
{
    return ZoneOffsets(
        60, {{at("2026-03-29T01:00:00Z"), 120}, {at("2026-10-25T01:00:00Z"), 60}, {at("2027-03-28T01:00:00Z"), 120}});
}

ZoneOffsets kathmandu()
{
    return ZoneOffsets(345);
}

/// Clocks are put back at midnight, to 23:00 of the day before.
ZoneOffsets backOverMidnight()
{
    return ZoneOffsets(-120, {{at("2026-02-22T02:00:00Z"), -180}});
}

/// The day begins at 01:00: midnight is left out.
ZoneOffsets withoutMidnight()
{
    return ZoneOffsets(-180, {{at("2026-10-18T03:00:00Z"), -120}});
}

/// By half an hour, at 02:00.
ZoneOffsets byHalfAnHour()
{
    return ZoneOffsets(660, {{at("2026-04-04T15:00:00Z"), 630}});
}

std::string text(const PeriodSpan &span)
{
    return base::rfc3339(span.startMs) + " " + base::rfc3339(span.endMs);
}

} // namespace

class BudgetPeriodTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void periods_data()
    {
        QTest::addColumn<ZoneOffsets>("zone");
        QTest::addColumn<int>("period");
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("span");
        const auto row = [](const char *name, const ZoneOffsets &zone, BudgetPeriod period, const char *moment,
                            const char *start, const char *end) {
            QTest::newRow(name) << zone << static_cast<int>(period) << QString::fromLatin1(moment)
                                << QString::fromStdString(text({at(start), at(end)}));
        };
        using enum BudgetPeriod;
        row("a day of 23 hours", berlin(), Day, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        row("a day of 25 hours", berlin(), Day, "2026-10-25T00:30:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
        row("the first moment of a day", berlin(), Day, "2026-10-24T22:00:00Z", "2026-10-24T22:00:00Z",
            "2026-10-25T23:00:00Z");
        row("five and three quarter hours east", kathmandu(), Day, "2026-11-20T18:14:59Z", "2026-11-19T18:15:00Z",
            "2026-11-20T18:15:00Z");
        row("its hour", kathmandu(), Hour, "2026-11-20T18:20:00Z", "2026-11-20T18:15:00Z", "2026-11-20T19:15:00Z");
        row("the end of a month", berlin(), Month, "2026-03-31T22:30:00Z", "2026-03-31T22:00:00Z",
            "2026-04-30T22:00:00Z");
        row("a month with both clocks", berlin(), Month, "2026-10-10T00:00:00Z", "2026-09-30T22:00:00Z",
            "2026-10-31T23:00:00Z");
        row("February of a leap year", ZoneOffsets(), Month, "2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z",
            "2028-03-01T00:00:00Z");
        row("the leap day", ZoneOffsets(), Day, "2028-02-29T12:00:00Z", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z");
        row("over the end of a year", kathmandu(), Month, "2026-12-31T18:30:00Z", "2026-12-31T18:15:00Z",
            "2027-01-31T18:15:00Z");
        row("a week with 23 hours in it", berlin(), Week, "2026-03-29T12:00:00Z", "2026-03-22T23:00:00Z",
            "2026-03-29T22:00:00Z");
        row("the first of two hours", berlin(), Hour, "2026-10-25T00:30:00Z", "2026-10-25T00:00:00Z",
            "2026-10-25T01:00:00Z");
        row("the second of them", berlin(), Hour, "2026-10-25T01:30:00Z", "2026-10-25T01:00:00Z",
            "2026-10-25T02:00:00Z");
        row("half an hour that comes twice", byHalfAnHour(), Hour, "2026-04-04T15:10:00Z", "2026-04-04T15:00:00Z",
            "2026-04-04T15:30:00Z");
        row("midnight that is left out", withoutMidnight(), Day, "2026-10-18T10:00:00Z", "2026-10-18T03:00:00Z",
            "2026-10-19T02:00:00Z");
        row("an evening that comes twice", backOverMidnight(), Day, "2026-02-22T02:30:00Z", "2026-02-21T02:00:00Z",
            "2026-02-22T03:00:00Z");
        row("before 1970", ZoneOffsets(), Day, "1969-12-31T12:00:00Z", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z");
    }
    void periods()
    {
        QFETCH(const ZoneOffsets, zone);
        QFETCH(const int, period);
        QFETCH(const QString, moment);
        QFETCH(const QString, span);
        const auto found =
            periodAt(static_cast<BudgetPeriod>(period), WeekStart::Monday, zone, at(moment.toLatin1().constData()));
        QCOMPARE(QString::fromStdString(text(found)), span);
    }

    void aWeekBeginsOnTheDayThatWasChosen()
    {
        const std::int64_t friday = at("2026-11-20T12:00:00Z");
        const auto start = [&](WeekStart day) {
            return base::rfc3339(periodAt(BudgetPeriod::Week, day, ZoneOffsets(), friday).startMs).substr(0, 10);
        };
        QCOMPARE(start(WeekStart::Monday), "2026-11-16");
        QCOMPARE(start(WeekStart::Saturday), "2026-11-14");
        QCOMPARE(start(WeekStart::Sunday), "2026-11-15");
        const auto sunday = periodAt(BudgetPeriod::Week, WeekStart::Sunday, ZoneOffsets(), at("2026-11-15T00:00:00Z"));
        QCOMPARE(sunday.startMs, at("2026-11-15T00:00:00Z"));
    }

    void allTimeHasNoEdges()
    {
        QCOMPARE(periodAt(BudgetPeriod::Total, WeekStart::Monday, berlin(), at("2026-11-20T12:00:00Z")), PeriodSpan{});
    }

    /// Whatever the clocks do, each moment is in one period, and its neighbours join without a gap.
    void periodsFillTheTime()
    {
        const ZoneOffsets zones[] = {ZoneOffsets(),      berlin(),          kathmandu(),
                                     backOverMidnight(), withoutMidnight(), byHalfAnHour()};
        for (const ZoneOffsets &zone : zones)
            for (const auto period : {BudgetPeriod::Hour, BudgetPeriod::Day, BudgetPeriod::Week, BudgetPeriod::Month}) {
                auto span = periodAt(period, WeekStart::Monday, zone, at("2026-01-01T00:00:00Z"));
                while (span.startMs < at("2027-01-10T00:00:00Z")) {
                    QVERIFY2(span.startMs < span.endMs, text(span).c_str());
                    QVERIFY2(span.startMs % (15 * 60'000) == 0, text(span).c_str());
                    for (const std::int64_t moment : {span.startMs, (span.startMs + span.endMs) / 2, span.endMs - 1}) {
                        const auto same = periodAt(period, WeekStart::Monday, zone, moment);
                        QVERIFY2(same == span, (text(same) + " is not " + text(span)).c_str());
                    }
                    const auto next = periodAt(period, WeekStart::Monday, zone, span.endMs);
                    QCOMPARE(next.startMs, span.endMs);
                    span = next;
                }
            }
    }

    void aDayIsNeverLongerThanItsClocksSay()
    {
        int odd = 0;
        for (auto day = at("2026-01-01T12:00:00Z"); day < at("2027-01-01T00:00:00Z"); day += 24 * kHourMs) {
            const auto span = periodAt(BudgetPeriod::Day, WeekStart::Monday, berlin(), day);
            const std::int64_t hours = (span.endMs - span.startMs) / kHourMs;
            QVERIFY(hours >= 23 && hours <= 25);
            odd += hours != 24 ? 1 : 0;
        }
        QCOMPARE(odd, 2);
    }
};

QTEST_APPLESS_MAIN(BudgetPeriodTest)
#include "budget_period_test.moc"
