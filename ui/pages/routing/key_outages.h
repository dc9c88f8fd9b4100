#pragma once

#include <cstdint>
#include <vector>

#include <QDateTime>
#include <QString>

#include "base/json.h"
#include "ui/widgets/cell.h"

namespace ui {

/// A time during which a key was not to be used, as `health.history` tells. Names are untrusted.
struct KeyOutage {
    QString providerId{};
    QString provider{};
    QString keyId{}; ///< Empty where the provider needs no key.
    QString key{};
    QString model{}; ///< Empty: all its models.
    QString kind{};  ///< `cooldown`, `hold`, `breaker`.
    QString reason{};
    QString source{};
    QDateTime from{};
    QDateTime until{}; ///< Invalid: until somebody clears it.
    QString endedBy{}; ///< Empty: its time was up, or will be.
    bool on = false;
    friend bool operator==(const KeyOutage &, const KeyOutage &) = default;
};

/// Those of keys that still exist.
std::vector<KeyOutage> parseKeyOutages(const base::Json &answer);

/// The outages of one key, oldest first; those that cover the same time may be of different models.
struct KeyTimeline {
    QString provider{};
    QString key{}; ///< Empty where the provider needs no key.
    std::vector<KeyOutage> outages{};
    friend bool operator==(const KeyTimeline &, const KeyTimeline &) = default;
    bool on() const;
};

/// One for each key: those that are out of use first, then by whose last outage began last.
std::vector<KeyTimeline> timelinesOf(std::vector<KeyOutage> outages);

/// How long the key was out of use between the two, whichever models were concerned. Unit: seconds.
std::int64_t secondsOut(const KeyTimeline &timeline, const QDateTime &from, const QDateTime &to);

/// "14:02 to 14:07: the reason. How it ended."
QString outageWords(const KeyOutage &outage, const QDateTime &now);
/// "OpenAI, key 1: out of use 3 times, 12 min in all".
QString timelineWords(const KeyTimeline &timeline, const QDateTime &from, const QDateTime &now);
/// "12 min", "3 h 5 min".
QString spanWords(std::int64_t seconds);
Tone outageTone(const KeyOutage &outage);

} // namespace ui
