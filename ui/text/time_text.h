#pragma once

#include <QDateTime>
#include <QString>

namespace ui {

/// Reads an RFC 3339 time. Invalid when it is none.
QDateTime parseTime(const QString &rfc3339);

/// The instant as the admin API takes it: UTC, RFC 3339.
QString apiTime(const QDateTime &time);

/// The first instant of `now`'s day in its own zone: what "today" begins with, also on the days a clock change makes
/// start at one o'clock.
QDateTime startOfToday(const QDateTime &now);

/// Whether `time` falls on `now`'s day, on the clock of `now`.
bool isToday(const QDateTime &time, const QDateTime &now);

/// A time in the zone of `now`: `14:41:52`, with the day in front when it is not today's.
QString clockText(const QDateTime &time, const QDateTime &now);

/// The same without seconds: `14:41`.
QString shortClockText(const QDateTime &time, const QDateTime &now);

/// `19 Nov`, in the language's own form.
QString shortDayText(const QDate &day);

/// `.306`: what clockText leaves out.
QString millisText(const QDateTime &time);

/// `UTC+1`, `UTC+5:45`, `UTC`: which clock the times are read on.
QString zoneText(const QDateTime &now);

/// `30 Jun 2027`, on the local calendar, in the language's own form.
QString dayText(const QDateTime &time);

/// `3 s ago`, `12 min ago`; the clock text from an hour on. A dash when it is not known.
QString agoText(const QDateTime &time, const QDateTime &now);

/// `Thu 19 Nov, 14:48`, in the language's own form.
QString dayAndClockText(const QDateTime &time);

} // namespace ui
