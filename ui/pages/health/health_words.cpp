#include "ui/pages/health/health_words.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QCoreApplication>
#include <QLocale>

#include "ui/pages/providers/key_wait.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kSecondsShown = 3600; ///< A longer wait says until when.
constexpr double kHundred = 100;

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("ui::health", text, nullptr, count);
}

HealthWord coolingWord(const HealthKey &key, const QDateTime &now)
{
    if (key.reason == "bad_key"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Refused")), Tone::Error};
    if (key.reason == "down"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Down")), Tone::Error};
    if (key.reason == "quota_gone"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "No credit")), Tone::Error};
    const qint64 left = key.until.isValid() ? now.secsTo(key.until) : 0;
    if (left <= 0 || left > kSecondsShown)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Cooling")), Tone::Warn};
    const QString clock = u"%1:%2"_s.arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0'));
    return {translated(QT_TRANSLATE_NOOP("ui::health", "Cooling, %1")).arg(clock), Tone::Warn};
}

HealthWord gateWord(const HealthKey &key, const QDateTime &now)
{
    if (!key.modelInWait.isEmpty())
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Degraded")), Tone::Warn};
    if (key.gate == "held"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Held")), Tone::Quiet};
    if (key.gate == "cooling"_L1)
        return coolingWord(key, now);
    if (key.gate == "broken"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Failing")), Tone::Error};
    if (key.gate == "probing"_L1 || key.gate == "ramping"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Coming back")), Tone::Warn};
    return {};
}

HealthWord checkWord(const HealthKey &key)
{
    if (key.verdict == "refused"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Refused")), Tone::Error};
    if (key.verdict == "silent"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "No answer")), Tone::Warn};
    if (key.verdict == "failing"_L1 || key.callState == "degraded"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Degraded")), Tone::Warn};
    if (key.callState == "unhealthy"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Failing")), Tone::Error};
    if (key.verdict == "answered"_L1 && key.calls == 0)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Reachable")), Tone::Ok};
    if (key.verdict.isEmpty() && key.calls == 0)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Not checked")), Tone::Quiet};
    return {translated(QT_TRANSLATE_NOOP("ui::health", "Healthy")), Tone::Ok};
}

} // namespace

HealthWord keyWord(const HealthKey &key, const QDateTime &now)
{
    if (!key.enabled)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Off")), Tone::Quiet};
    if (key.secret == "locked"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Locked")), Tone::Warn};
    if (!key.secret.isEmpty() && key.secret != "ok"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "No secret")), Tone::Error};
    if (const HealthWord gate = gateWord(key, now); !gate.text.isEmpty())
        return gate;
    return checkWord(key);
}

HealthWord providerWord(const HealthProvider &provider, const QDateTime &now)
{
    if (!provider.enabled)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Off")), Tone::Quiet};
    std::vector<HealthWord> words;
    for (const HealthKey &key : provider.keys)
        if (key.enabled)
            words.push_back(keyWord(key, now));
    if (words.empty())
        return {translated(QT_TRANSLATE_NOOP("ui::health", "No key")), Tone::Warn};
    if (words.size() == 1 || std::ranges::all_of(words, [&](const HealthWord &word) { return word == words.front(); }))
        return words.front();
    if (std::ranges::all_of(words, [](const HealthWord &word) { return word.tone == Tone::Error; }))
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Down")), Tone::Error};
    if (std::ranges::any_of(words, &HealthWord::bad))
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Degraded")), Tone::Warn};
    const auto fine = std::ranges::find(words, Tone::Ok, &HealthWord::tone);
    return fine == words.end() ? words.front() : *fine;
}

QString shareText(std::optional<double> share)
{
    if (!share)
        return u"–"_s;
    // Rounded down: what was ever out of use is never said to have been there all the time.
    const double percent = std::floor(*share * kHundred * kHundred + 1e-6) / kHundred;
    const int decimals = percent >= kHundred ? 0 : 2;
    return QLocale().toString(percent, 'f', decimals) + u'%';
}

QString latencyText(std::optional<double> millis)
{
    return millis ? durationText(std::llround(*millis * 1000)) : QString();
}

std::optional<double> latencyOf(const HealthProvider &provider)
{
    std::optional<double> out;
    for (const HealthKey &key : provider.keys)
        if (key.latencyMs && (!out || *key.latencyMs < *out))
            out = key.latencyMs;
    return out;
}

QString keyNote(const HealthKey &key, const QDateTime &now)
{
    if (!key.secret.isEmpty() && key.secret != "ok"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::health", "its secret cannot be read"));
    if (key.until.isValid() && (key.gate == "cooling"_L1 || key.gate == "held"_L1) && key.source != "check"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::health", "until %1")).arg(shortClockText(key.until, now));
    if (key.checkedAt.isValid())
        return translated(QT_TRANSLATE_NOOP("ui::health", "checked %1")).arg(agoText(key.checkedAt, now));
    return translated(key.checkedByItself ? QT_TRANSLATE_NOOP("ui::health", "not checked yet")
                                          : QT_TRANSLATE_NOOP("ui::health", "not checked by itself"));
}

QString keysNote(const HealthProvider &provider)
{
    if (provider.keyless)
        return translated(QT_TRANSLATE_NOOP("ui::health", "no key needed"));
    return translated(QT_TRANSLATE_N_NOOP("ui::health", "%n key(s)"), static_cast<int>(provider.keys.size()));
}

QString keyTrouble(const HealthKey &key)
{
    if (!key.message.isEmpty())
        return key.message;
    const bool shut =
        key.gate == "cooling"_L1 || key.gate == "broken"_L1 || key.gate == "probing"_L1 || key.gate == "ramping"_L1;
    if (!shut)
        return {};
    const QString reason = keyWaitReason({.gate = key.gate, .reason = key.reason, .source = key.source});
    return key.modelInWait.isEmpty() ? reason : key.modelInWait + u": "_s + reason;
}

QString dayStateWord(HealthDay::State state)
{
    switch (state) {
    case HealthDay::State::Up:
        return translated(QT_TRANSLATE_NOOP("ui::health", "up"));
    case HealthDay::State::Degraded:
        return translated(QT_TRANSLATE_NOOP("ui::health", "degraded"));
    case HealthDay::State::Down:
        return translated(QT_TRANSLATE_NOOP("ui::health", "down"));
    case HealthDay::State::None:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::health", "not yet added"));
}

QString dayWords(const HealthDay &day)
{
    const QString name = shortDayText(day.day);
    if (!day.availability)
        return name + u", "_s + dayStateWord(day.state);
    return translated(QT_TRANSLATE_NOOP("ui::health", "%1: %2, %3 available"))
        .arg(name, dayStateWord(day.state), shareText(day.availability));
}

QString pastWords(const HealthPast &past)
{
    std::map<HealthDay::State, int> counts;
    for (const HealthDay &day : past.days)
        ++counts[day.state];
    QStringList parts;
    for (const auto &[state, count] : counts)
        if (state != HealthDay::State::None)
            parts += countText(count) + u' ' + dayStateWord(state);
    if (parts.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::health", "no day known yet"));
    return translated(QT_TRANSLATE_N_NOOP("ui::health", "%n day(s): %1"), static_cast<int>(past.days.size()))
        .arg(parts.join(u", "_s));
}

} // namespace ui
