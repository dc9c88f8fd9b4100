#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::time", text);
}

QDateTime inZoneOf(const QDateTime &time, const QDateTime &now)
{
    return now.timeSpec() == Qt::LocalTime ? time.toLocalTime() : time.toTimeZone(now.timeZone());
}

QString clockIn(const QDateTime &time, const QDateTime &now, const QString &format)
{
    if (!time.isValid())
        return u"–"_s;
    const QDateTime shown = inZoneOf(time, now);
    const QString clock = shown.toString(format);
    if (shown.date() == now.date())
        return clock;
    return shortDayText(shown.date()) + u' ' + clock;
}

} // namespace

QDateTime parseTime(const QString &rfc3339)
{
    return QDateTime::fromString(rfc3339, Qt::ISODateWithMs);
}

QString apiTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime startOfToday(const QDateTime &now)
{
    if (now.timeSpec() == Qt::LocalTime)
        return now.date().startOfDay();
    return now.date().startOfDay(now.timeZone());
}

bool isToday(const QDateTime &time, const QDateTime &now)
{
    return time.isValid() && inZoneOf(time, now).date() == now.date();
}

QString clockText(const QDateTime &time, const QDateTime &now)
{
    return clockIn(time, now, u"HH:mm:ss"_s);
}

QString shortClockText(const QDateTime &time, const QDateTime &now)
{
    return clockIn(time, now, u"HH:mm"_s);
}

QString shortDayText(const QDate &day)
{
    //: The day of a call that is not today's, in a narrow table column.
    return QLocale().toString(day, translated(QT_TRANSLATE_NOOP("ui::time", "d MMM")));
}

QString millisText(const QDateTime &time)
{
    return time.isValid() ? time.toString(u".zzz"_s) : QString();
}

QString zoneText(const QDateTime &now)
{
    const int minutes = now.offsetFromUtc() / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const int size = qAbs(minutes);
    QString text = u"UTC%1%2"_s.arg(QChar(minutes < 0 ? u'−' : u'+')).arg(size / 60);
    if (size % 60 != 0)
        text += u':' + QString::number(size % 60).rightJustified(2, u'0');
    return text;
}

QString dayText(const QDateTime &time)
{
    //: A date with its year, in the form this language uses.
    return QLocale().toString(time.toLocalTime(), translated(QT_TRANSLATE_NOOP("ui::time", "d MMM yyyy")));
}

QString agoText(const QDateTime &time, const QDateTime &now)
{
    const qint64 seconds = time.isValid() ? qMax<qint64>(0, time.secsTo(now)) : 0;
    if (!time.isValid() || seconds >= 3600)
        return shortClockText(time, now);
    if (seconds < 60)
        return QCoreApplication::translate("ui::time", "%1 s ago").arg(seconds);
    return QCoreApplication::translate("ui::time", "%1 min ago").arg(seconds / 60);
}

QString dayAndClockText(const QDateTime &time)
{
    //: Date and time in the page header, in the form this language uses.
    return QLocale().toString(time, translated(QT_TRANSLATE_NOOP("ui::time", "ddd d MMM, HH:mm")));
}

} // namespace ui
