#include "ui/pages/costs/cost_span.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDaysByDay = 93;   ///< A longer span has a bar for each week,
constexpr int kDaysByWeek = 730; ///< and from here on for each month.
constexpr int kDaysAWeek = 7;
constexpr int kHours = 24;
constexpr int kHourKey = 13; ///< `2026-11-19T14` of `2026-11-19T14:00+01:00`.

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::costs", text);
}

QString monthTitle(QDate first)
{
    //: A month with its year, in the form this language uses.
    return QLocale().toString(first, translated(QT_TRANSLATE_NOOP("ui::costs", "MMMM yyyy")));
}

QString dayTitle(QDate day)
{
    //: A day with its year, in the form this language uses.
    return QLocale().toString(day, translated(QT_TRANSLATE_NOOP("ui::costs", "d MMM yyyy")));
}

CostPeriod periodOf(CostSpan::Step step, QDate day)
{
    if (step == CostSpan::Step::Month) {
        const QDate first(day.year(), day.month(), 1);
        return {.key = first.toString(u"yyyy-MM"_s), .title = monthTitle(first), .first = first};
    }
    const QDate first = step == CostSpan::Step::Week ? day.addDays(1 - day.dayOfWeek()) : day;
    return {.key = first.toString(Qt::ISODate), .title = shortDayText(first), .first = first};
}

} // namespace

CostSpan CostSpan::around(Unit unit, QDate day)
{
    switch (unit) {
    case Unit::Week: {
        const QDate monday = day.addDays(1 - day.dayOfWeek());
        return {unit, monday, monday.addDays(kDaysAWeek)};
    }
    case Unit::Month: {
        const QDate first(day.year(), day.month(), 1);
        return {unit, first, first.addMonths(1)};
    }
    case Unit::Day:
    case Unit::Own:
        break;
    }
    return {unit, day, day.addDays(1)};
}

CostSpan CostSpan::moved(int direction) const
{
    if (unit == Unit::Month)
        return around(unit, from.addMonths(direction));
    const qint64 days = from.daysTo(to) * direction;
    return {unit, from.addDays(days), to.addDays(days)};
}

CostSpan::Step CostSpan::step() const
{
    const qint64 days = from.daysTo(to);
    return days <= 1 ? Step::Hour : days <= kDaysByDay ? Step::Day : days <= kDaysByWeek ? Step::Week : Step::Month;
}

QString CostSpan::title() const
{
    if (unit == Unit::Month)
        return monthTitle(from);
    const QDate last = to.addDays(-1);
    if (last == from)
        return dayTitle(from);
    const QString first = from.year() == last.year() ? shortDayText(from) : dayTitle(from);
    return u"%1 – %2"_s.arg(first, dayTitle(last));
}

std::vector<std::pair<std::string, std::string>> CostSpan::query(QDate today) const
{
    std::vector<std::pair<std::string, std::string>> out{{"from", from.toString(Qt::ISODate).toStdString()}};
    if (!contains(today))
        out.emplace_back("to", to.toString(Qt::ISODate).toStdString());
    return out;
}

const char *toWord(CostSpan::Step step)
{
    switch (step) {
    case CostSpan::Step::Hour:
        return "hour";
    case CostSpan::Step::Week:
        return "week";
    case CostSpan::Step::Month:
        return "month";
    case CostSpan::Step::Day:
        break;
    }
    return "day";
}

std::vector<CostPeriod> periodsOf(const CostSpan &span)
{
    std::vector<CostPeriod> out;
    if (span.step() == CostSpan::Step::Hour) {
        for (int hour = 0; hour < kHours; ++hour) {
            const QString clock = QString::number(hour).rightJustified(2, u'0');
            out.push_back({.key = span.from.toString(Qt::ISODate) + u'T' + clock,
                           .title = clock + u":00"_s,
                           .first = span.from,
                           .hour = hour});
        }
        return out;
    }
    for (QDate day = span.from; day < span.to; day = day.addDays(1))
        if (CostPeriod period = periodOf(span.step(), day); out.empty() || out.back().key != period.key)
            out.push_back(std::move(period));
    return out;
}

/// The hour that a clock change shows twice is one bar.
int placeOf(const std::vector<CostPeriod> &periods, const QString &key)
{
    const QString wanted = key.contains(u'T') ? key.left(kHourKey) : key;
    const auto hit = std::ranges::find(periods, wanted, &CostPeriod::key);
    return hit == periods.end() ? -1 : static_cast<int>(hit - periods.begin());
}

} // namespace ui
