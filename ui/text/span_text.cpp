#include "ui/text/span_text.h"

#include <QRegularExpression>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString twoDigits(qint64 number)
{
    return QString::number(number).rightJustified(2, u'0');
}

} // namespace

QString spanText(std::chrono::milliseconds span)
{
    const qint64 seconds = span.count() / 1000;
    QString out = twoDigits(seconds % 60);
    out = seconds < 3600 ? QString::number(seconds / 60) + u':' + out
                         : QString::number(seconds / 3600) + u':' + twoDigits(seconds / 60 % 60) + u':' + out;
    if (const qint64 millis = span.count() % 1000; millis != 0) {
        QString rest = QString::number(millis).rightJustified(3, u'0');
        while (rest.endsWith(u'0'))
            rest.chop(1);
        out += u'.' + rest;
    }
    return out;
}

std::optional<std::chrono::milliseconds> parseSpan(const QString &text)
{
    // No part is long enough to overflow, and only the first may be more than 59.
    static const QRegularExpression form(u"^(?:(?:(\\d{1,4}):)?(\\d{1,4}):)?(\\d{1,6})(?:\\.(\\d{1,3}))?$"_s);
    const QRegularExpressionMatch hit = form.match(text.trimmed());
    if (!hit.hasMatch())
        return std::nullopt;
    const qint64 hours = hit.captured(1).toLongLong();
    const qint64 minutes = hit.captured(2).toLongLong();
    const qint64 seconds = hit.captured(3).toLongLong();
    const bool minutesGiven = hit.hasCaptured(2);
    if ((minutesGiven && (seconds > 59 || hit.captured(3).size() != 2)) || (hit.hasCaptured(1) && minutes > 59))
        return std::nullopt;
    const qint64 millis = hit.captured(4).leftJustified(3, u'0').toLongLong();
    return std::chrono::milliseconds(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis);
}

} // namespace ui
