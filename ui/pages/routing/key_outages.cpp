#include "ui/pages/routing/key_outages.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/providers/key_wait.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("ui::outages", text, nullptr, count);
}

struct Ending {
    QLatin1StringView word;
    const char *text;
};
constexpr Ending kEndings[] = {
    {"answered"_L1, QT_TRANSLATE_NOOP("ui::outages", "It ended early: a call went well.")},
    {"checked"_L1, QT_TRANSLATE_NOOP("ui::outages", "It ended early: a check went well.")},
    {"cleared"_L1, QT_TRANSLATE_NOOP("ui::outages", "It ended early: it was cleared by hand.")},
    {"changed"_L1, QT_TRANSLATE_NOOP("ui::outages", "It ended early: the key was edited.")},
    {"our_network"_L1, QT_TRANSLATE_NOOP("ui::outages", "It ended early: our own network was gone.")},
    {"restarted"_L1, QT_TRANSLATE_NOOP("ui::outages", "It ended early: Switchyard was started again.")},
    {"replaced"_L1, QT_TRANSLATE_NOOP("ui::outages", "A later end took its place.")},
};

QString reasonOf(const KeyOutage &outage)
{
    const QString gate = outage.kind == "breaker"_L1 ? u"broken"_s : u"cooling"_s;
    return keyWaitReason({.gate = gate, .reason = outage.reason, .source = outage.source});
}

QString endingOf(const QString &word)
{
    const auto *hit = std::ranges::find(kEndings, word, &Ending::word);
    return hit == std::end(kEndings) ? QString() : translated(hit->text);
}

QString momentText(const QDateTime &time, const QDateTime &now)
{
    return isToday(time, now) ? clockText(time, now) : dayAndClockText(time.toLocalTime());
}

bool isSameKey(const KeyTimeline &timeline, const KeyOutage &outage)
{
    const KeyOutage &known = timeline.outages.front();
    return known.providerId == outage.providerId && known.keyId == outage.keyId;
}

} // namespace

std::vector<KeyOutage> parseKeyOutages(const base::Json &answer)
{
    std::vector<KeyOutage> out;
    for (const base::Json &row : base::at(answer, "data")) {
        KeyOutage one{.providerId = fieldText(row, "provider_id"),
                      .provider = fieldText(row, "provider"),
                      .keyId = fieldText(row, "key_id"),
                      .key = fieldText(row, "key"),
                      .model = fieldText(row, "model"),
                      .kind = fieldText(row, "kind"),
                      .reason = fieldText(row, "reason"),
                      .source = fieldText(row, "source"),
                      .from = parseTime(fieldText(row, "from")),
                      .until = parseTime(fieldText(row, "until")),
                      .endedBy = fieldText(row, "ended_by"),
                      .on = base::truthOr(base::at(row, "on"))};
        const bool gone = one.provider.isEmpty() || (!one.keyId.isEmpty() && one.key.isEmpty());
        if (!gone && one.from.isValid())
            out.push_back(std::move(one));
    }
    return out;
}

bool KeyTimeline::on() const
{
    return std::ranges::any_of(outages, &KeyOutage::on);
}

std::vector<KeyTimeline> timelinesOf(std::vector<KeyOutage> outages)
{
    std::ranges::stable_sort(outages, {}, &KeyOutage::from);
    std::vector<KeyTimeline> out;
    for (KeyOutage &outage : outages) {
        auto at = std::ranges::find_if(out, [&](const KeyTimeline &one) { return isSameKey(one, outage); });
        if (at == out.end())
            at = out.insert(at, {.provider = outage.provider, .key = outage.key});
        at->outages.push_back(std::move(outage));
    }
    std::ranges::stable_sort(out, [](const KeyTimeline &a, const KeyTimeline &b) {
        return a.on() != b.on() ? a.on() : a.outages.back().from > b.outages.back().from;
    });
    return out;
}

std::int64_t secondsOut(const KeyTimeline &timeline, const QDateTime &from, const QDateTime &to)
{
    std::int64_t millis = 0;
    std::int64_t reached = from.toMSecsSinceEpoch();
    const std::int64_t last = to.toMSecsSinceEpoch();
    for (const KeyOutage &outage :
         timeline.outages) { // they begin in order, so that none begins before what is counted
        const std::int64_t ends =
            outage.until.isValid() ? std::min<std::int64_t>(last, outage.until.toMSecsSinceEpoch()) : last;
        const std::int64_t begins = std::max<std::int64_t>(reached, outage.from.toMSecsSinceEpoch());
        if (ends <= begins)
            continue;
        millis += ends - begins;
        reached = ends;
    }
    return (millis + 999) / 1000;
}

QString spanWords(std::int64_t seconds)
{
    const std::int64_t minutes = (seconds + 59) / 60;
    if (minutes < 60)
        return translated(QT_TRANSLATE_NOOP("ui::outages", "%1 min")).arg(minutes);
    return translated(QT_TRANSLATE_NOOP("ui::outages", "%1 h %2 min")).arg(minutes / 60).arg(minutes % 60);
}

QString outageWords(const KeyOutage &outage, const QDateTime &now)
{
    const QString from = momentText(outage.from, now);
    QString out =
        outage.until.isValid()
            ? translated(QT_TRANSLATE_NOOP("ui::outages", "%1 to %2")).arg(from, momentText(outage.until, now))
            : translated(QT_TRANSLATE_NOOP("ui::outages", "since %1, until it is cleared")).arg(from);
    if (!outage.model.isEmpty())
        out += u'\n' + translated(QT_TRANSLATE_NOOP("ui::outages", "Only for %1")).arg(outage.model);
    if (const QString reason = reasonOf(outage); !reason.isEmpty())
        out += u'\n' + reason;
    if (const QString ending = endingOf(outage.endedBy); !ending.isEmpty())
        out += u'\n' + ending;
    return out;
}

QString timelineWords(const KeyTimeline &timeline, const QDateTime &from, const QDateTime &now)
{
    const QString name = timeline.key.isEmpty() ? timeline.provider : timeline.provider + u", "_s + timeline.key;
    return translated(QT_TRANSLATE_N_NOOP("ui::outages", "%1: out of use %n time(s), %2 in all"),
                      static_cast<int>(timeline.outages.size()))
        .arg(name, spanWords(secondsOut(timeline, from, now)));
}

Tone outageTone(const KeyOutage &outage)
{
    if (outage.kind == "hold"_L1)
        return Tone::Quiet;
    const bool bad = outage.kind == "breaker"_L1 || outage.reason == "quota_gone"_L1 || outage.reason == "bad_key"_L1
                     || outage.reason == "down"_L1;
    return bad ? Tone::Error : Tone::Warn;
}

} // namespace ui
