#include "ui/pages/providers/key_wait.h"

#include <QCoreApplication>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

/// One word of the API and what it means.
struct Meaning {
    QLatin1String word;
    const char *text;
};

constexpr Meaning kReasons[] = {
    {"rate_limited"_L1, QT_TRANSLATE_NOOP("ui::providers", "The provider limits the rate of calls")},
    {"quota_gone"_L1, QT_TRANSLATE_NOOP("ui::providers", "Its quota or credit is used up")},
    {"bad_key"_L1, QT_TRANSLATE_NOOP("ui::providers", "The provider refused the key")},
    {"no_such_model"_L1, QT_TRANSLATE_NOOP("ui::providers", "The provider does not know the model")},
    {"overloaded"_L1, QT_TRANSLATE_NOOP("ui::providers", "The provider is overloaded")},
    {"held"_L1, QT_TRANSLATE_NOOP("ui::providers", "It was taken out by hand")},
    {"down"_L1, QT_TRANSLATE_NOOP("ui::providers", "The provider does not answer")},
};
constexpr Meaning kSources[] = {
    {"retry_after"_L1, QT_TRANSLATE_NOOP("ui::providers", "it said until when (Retry-After)")},
    {"reset_header"_L1, QT_TRANSLATE_NOOP("ui::providers", "its headers say until when")},
    {"body"_L1, QT_TRANSLATE_NOOP("ui::providers", "its answer says until when")},
    {"rule"_L1, QT_TRANSLATE_NOOP("ui::providers", "it did not say until when, so that Switchyard guesses")},
    {"check"_L1, QT_TRANSLATE_NOOP("ui::providers", "a check has found it and looks again")},
};

template <std::size_t N>
QString meaningOf(const Meaning (&meanings)[N], const QString &word)
{
    for (const Meaning &one : meanings)
        if (one.word == word)
            return translated(one.text);
    return {};
}

QString untilWords(const KeyWait &wait, const QDateTime &now, const char *ends, const char *open)
{
    return wait.until.isValid() ? translated(ends).arg(shortClockText(wait.until, now)) : translated(open);
}

KeyWait readWait(const base::Json &row)
{
    const QString gate = fieldText(row, "gate");
    if (gate.isEmpty() || gate == "open"_L1 || gate == "full"_L1)
        return {};
    return {.gate = gate,
            .model = fieldText(row, "model"),
            .reason = fieldText(row, "reason"),
            .source = fieldText(row, "source"),
            .until = parseTime(fieldText(row, "until")),
            .lengthMs = base::integerOr(base::at(row, "length_ms"))};
}

} // namespace

KeyWait parseKeyWait(const base::Json &health)
{
    KeyWait out = readWait(health);
    for (const base::Json &model : base::at(health, "models"))
        if (!out.on())
            out = readWait(model);
    return out;
}

QString keyWaitWords(const KeyWait &wait, const QDateTime &now)
{
    QString words;
    if (wait.gate == "cooling"_L1)
        words = untilWords(wait, now, QT_TRANSLATE_NOOP("ui::providers", "cooling down until %1"),
                           QT_TRANSLATE_NOOP("ui::providers", "cooling down"));
    else if (wait.gate == "held"_L1)
        words = untilWords(wait, now, QT_TRANSLATE_NOOP("ui::providers", "held until %1"),
                           QT_TRANSLATE_NOOP("ui::providers", "held until it is cleared"));
    else if (wait.gate == "broken"_L1)
        words = untilWords(wait, now, QT_TRANSLATE_NOOP("ui::providers", "not asked until %1"),
                           QT_TRANSLATE_NOOP("ui::providers", "not asked"));
    else if (wait.on())
        words = translated(QT_TRANSLATE_NOOP("ui::providers", "coming back"));
    return wait.model.isEmpty() ? words : wait.model + u": "_s + words;
}

QString keyWaitReason(const KeyWait &wait)
{
    if (wait.gate == "broken"_L1 || wait.gate == "probing"_L1 || wait.gate == "ramping"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::providers", "Too many of its calls failed"));
    const QString reason = meaningOf(kReasons, wait.reason);
    const QString source = meaningOf(kSources, wait.source);
    return source.isEmpty() ? reason : translated(QT_TRANSLATE_NOOP("ui::providers", "%1; %2")).arg(reason, source);
}

} // namespace ui
