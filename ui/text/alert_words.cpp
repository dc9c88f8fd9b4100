#include "ui/text/alert_words.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/failure_words.h"
#include "ui/text/gateway_words.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::at;

constexpr double kMillis = 1000;

QString words(const char *text)
{
    return QCoreApplication::translate("ui::alerts", text);
}

QString textOf(const base::Json &json)
{
    return QString::fromStdString(base::textOr(json));
}

struct Kind {
    QLatin1StringView word;
    const char *title;
    const char *meaning;
    const char *headline; ///< `%1`: the subject's name.
};
// A new kind is one entry here.
constexpr Kind kKinds[] = {
    {"key_invalid"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Key refused"),
     QT_TRANSLATE_NOOP("ui::alerts", "A provider does not accept its key any more."),
     QT_TRANSLATE_NOOP("ui::alerts", "Key %1 is refused by its provider")},
    {"provider_down"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Provider down"),
     QT_TRANSLATE_NOOP("ui::alerts", "None of a provider's keys serves calls."),
     QT_TRANSLATE_NOOP("ui::alerts", "%1 does not serve calls")},
    {"ledger_trouble"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Trouble with the books"),
     QT_TRANSLATE_NOOP("ui::alerts", "Calls cannot be booked as they should."),
     QT_TRANSLATE_NOOP("ui::alerts", "Calls cannot be booked as they should")},
    {"budget_reached"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Budget reached"),
     QT_TRANSLATE_NOOP("ui::alerts", "A budget reaches one of its own thresholds; at 100% it is critical."),
     QT_TRANSLATE_NOOP("ui::alerts", "Budget %1 reaches a threshold")},
    {"key_cooling"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Key rests for long"),
     QT_TRANSLATE_NOOP("ui::alerts", "A key, or one of its models, is out of use for longer than this."),
     QT_TRANSLATE_NOOP("ui::alerts", "Key %1 has been resting for long")},
    {"low_balance"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Low balance"),
     QT_TRANSLATE_NOOP("ui::alerts", "Little money is left at a provider that tells how much."),
     QT_TRANSLATE_NOOP("ui::alerts", "Little money is left for %1")},
    {"proxy_down"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Proxy down"),
     QT_TRANSLATE_NOOP("ui::alerts", "A proxy of the pool cannot be used."),
     QT_TRANSLATE_NOOP("ui::alerts", "Proxy %1 cannot be used")},
    {"error_rate"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Calls fail"),
     QT_TRANSLATE_NOOP("ui::alerts", "So many of at least ten calls fail."),
     QT_TRANSLATE_NOOP("ui::alerts", "Many calls fail")},
    {"latency"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Answers are slow"),
     QT_TRANSLATE_NOOP("ui::alerts", "One answer in twenty takes longer to begin."),
     QT_TRANSLATE_NOOP("ui::alerts", "Answers take long to begin")},
    {"switch_changed"_L1, QT_TRANSLATE_NOOP("ui::alerts", "Routing switch"),
     QT_TRANSLATE_NOOP("ui::alerts", "Somebody turned routing on or off."),
     QT_TRANSLATE_NOOP("ui::alerts", "Routing was turned on")},
};

const Kind *findKind(const QString &word)
{
    const auto *hit = std::ranges::find(kKinds, word, &Kind::word);
    return hit == std::end(kKinds) ? nullptr : hit;
}

QString limitOf(const base::Json &alert)
{
    return alertAmount(base::integerOr(at(alert, "limit")), textOf(at(alert, "unit")));
}

QString valueOf(const base::Json &alert)
{
    return alertAmount(base::integerOr(at(alert, "value")), textOf(at(alert, "unit")));
}

} // namespace

QString alertKindTitle(const QString &kind)
{
    const Kind *known = findKind(kind);
    return known ? words(known->title) : kind;
}

QString alertKindMeaning(const QString &kind)
{
    const Kind *known = findKind(kind);
    return known ? words(known->meaning) : QString();
}

QString alertHeadline(const base::Json &alert)
{
    const QString kind = textOf(at(alert, "kind"));
    const Kind *known = findKind(kind);
    if (!known)
        return kind;
    if (kind == "switch_changed"_L1 && base::integerOr(at(alert, "value")) == 0)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Routing was turned off"));
    const QString text = words(known->headline);
    const QString name = textOf(at(at(alert, "subject"), "name"));
    return text.contains("%1"_L1) ? text.arg(name) : text;
}

QString alertDetail(const base::Json &alert)
{
    const QString kind = textOf(at(alert, "kind"));
    const QString detail = textOf(at(alert, "detail"));
    const QString name = textOf(at(at(alert, "subject"), "name"));
    if (kind == "budget_reached"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 used")).arg(valueOf(alert));
    if (kind == "error_rate"_L1 || kind == "latency"_L1 || kind == "low_balance"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1, the limit is %2")).arg(valueOf(alert), limitOf(alert));
    if (kind == "ledger_trouble"_L1)
        return gatewayWords(detail);
    if (kind == "switch_changed"_L1 && !name.isEmpty()) {
        const QString by = words(QT_TRANSLATE_NOOP("ui::alerts", "by %1")).arg(name);
        return detail.isEmpty() ? by : by + u" · "_s + detail;
    }
    return failureWords(detail);
}

QString severityWord(const QString &severity)
{
    if (severity == "critical"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Critical"));
    if (severity == "warning"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Warning"));
    return severity == "info"_L1 ? words(QT_TRANSLATE_NOOP("ui::alerts", "Info")) : severity;
}

QString alertAmount(std::int64_t value, const QString &unit)
{
    const QLocale locale;
    if (unit == "percent"_L1)
        return locale.toString(value) + u'%';
    if (unit == "dollars"_L1)
        return u'$' + locale.toString(value);
    if (unit == "milliseconds"_L1) {
        const double seconds = static_cast<double>(value) / kMillis;
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 s")).arg(locale.toString(seconds, 'g', 4));
    }
    return locale.toString(value);
}

} // namespace ui
