#pragma once

#include <cstdint>

#include <QDateTime>
#include <QString>

#include "base/json.h"

namespace ui {

/// Why a key gets no calls for a while, as its row of `provider_keys.list` tells. All text but the words is untrusted.
struct KeyWait {
    QString gate{};  ///< Empty: it gets them.
    QString model{}; ///< Empty: for all its models.
    QString reason{};
    QString source{};
    QDateTime until{};         ///< Invalid: not known, or until somebody clears it.
    std::int64_t lengthMs = 0; ///< From its beginning to its end.
    friend bool operator==(const KeyWait &, const KeyWait &) = default;
    bool on() const { return !gate.isEmpty(); }
};

/// What stands in the way of the key as a whole, else of one of its models.
KeyWait parseKeyWait(const base::Json &health);

/// "cooling down until 14:32", "held until it is cleared".
QString keyWaitWords(const KeyWait &wait, const QDateTime &now);
/// "The provider limits the rate of calls; it said until when."
QString keyWaitReason(const KeyWait &wait);

} // namespace ui
