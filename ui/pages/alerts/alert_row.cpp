#include "ui/pages/alerts/alert_row.h"

#include <QCoreApplication>
#include <QSet>

#include "ui/text/alert_words.h"
#include "ui/text/gateway_words.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::at;

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QString textOf(const base::Json &json)
{
    return QString::fromStdString(base::textOr(json));
}

QString words(const char *text, int n = -1)
{
    return QCoreApplication::translate("ui::alerts", text, nullptr, n);
}

AlertNotice noticeFrom(const base::Json &json)
{
    return {.channel = textOf(at(json, "channel")),
            .event = textOf(at(json, "event")),
            .state = textOf(at(json, "state")),
            .at = parseTime(textOf(at(json, "at"))),
            .tries = base::integerOr(at(json, "tries")),
            .problem = textOf(at(json, "problem"))};
}

AlertRow rowFrom(const base::Json &json)
{
    AlertRow out{.id = textOf(at(json, "id")),
                 .kind = textOf(at(json, "kind")),
                 .severity = textOf(at(json, "severity")),
                 .subject = textOf(at(at(json, "subject"), "name")),
                 .headline = alertHeadline(json),
                 .detail = alertDetail(json),
                 .from = parseTime(textOf(at(json, "from"))),
                 .until = parseTime(textOf(at(json, "until"))),
                 .endedBy = textOf(at(json, "ended_by")),
                 .silenced = parseTime(textOf(at(json, "silenced_until")))};
    for (const base::Json &notice : at(json, "notices"))
        out.notices.push_back(noticeFrom(notice));
    return out;
}

} // namespace

AlertPage parseAlerts(const base::Json &answer)
{
    AlertPage out{.next = textOf(at(answer, "next"))};
    for (const base::Json &row : at(answer, "data"))
        out.rows.push_back(rowFrom(row));
    return out;
}

Tone severityTone(const QString &severity)
{
    return severity == "critical"_L1 ? Tone::Error : severity == "warning"_L1 ? Tone::Warn : Tone::Accent;
}

QString alertLength(const AlertRow &row, const QDateTime &now)
{
    if (row.endedBy == "moment"_L1)
        return u"–"_s;
    const qint64 seconds = qMax<qint64>(0, row.from.secsTo(row.until.isValid() ? row.until : now));
    if (seconds < kMinute)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 s")).arg(seconds);
    if (seconds < kHour)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 min")).arg(seconds / kMinute);
    if (seconds < kDay)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 h %2 min"))
            .arg(seconds / kHour)
            .arg(seconds % kHour / kMinute);
    return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 d %2 h")).arg(seconds / kDay).arg(seconds % kDay / kHour);
}

QString toldWords(const AlertRow &row)
{
    QStringList sent;
    int waiting = 0;
    int lost = 0;
    for (const AlertNotice &notice : row.notices) {
        waiting += notice.state == "waiting"_L1 ? 1 : 0;
        lost += notice.state == "given_up"_L1 ? 1 : 0;
        if (notice.state == "sent"_L1 && !notice.channel.isEmpty())
            sent += notice.channel;
    }
    sent.removeDuplicates();
    QStringList out;
    if (!sent.isEmpty())
        out += words(QT_TRANSLATE_NOOP("ui::alerts", "Sent to %1")).arg(sent.join(u", "_s));
    if (waiting > 0)
        out += words(QT_TRANSLATE_N_NOOP("ui::alerts", "%n message(s) waiting"), waiting);
    if (lost > 0)
        out += words(QT_TRANSLATE_N_NOOP("ui::alerts", "%n message(s) given up"), lost);
    return out.join(u" · "_s);
}

QString noticeWords(const AlertNotice &notice)
{
    if (notice.state == "sent"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Sent"));
    if (notice.state == "dropped"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Dropped: the channel was removed or switched off"));
    const QString problem = gatewayWords(notice.problem);
    if (notice.state == "given_up"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Given up after a day: %1")).arg(problem);
    return problem.isEmpty()
               ? words(QT_TRANSLATE_NOOP("ui::alerts", "Waiting"))
               : words(QT_TRANSLATE_N_NOOP("ui::alerts", "Waiting after %n tries: %1"), static_cast<int>(notice.tries))
                     .arg(problem);
}

QString alertEventWord(const QString &event)
{
    if (event == "raised"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Raised"));
    if (event == "worse"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Worse"));
    if (event == "reminded"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Still on"));
    return event == "recovered"_L1 ? words(QT_TRANSLATE_NOOP("ui::alerts", "Recovered")) : event;
}

} // namespace ui
