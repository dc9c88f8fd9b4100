#pragma once

#include <vector>

#include <QDateTime>
#include <QString>

#include "base/json.h"
#include "ui/widgets/cell.h"

namespace ui {

/// A message that was sent of an alert, or waits to be.
struct AlertNotice {
    QString channel{}; ///< Its name; empty: it was removed.
    QString event{};
    QString state{};
    QDateTime at{};
    qint64 tries = 0;
    QString problem{};
    friend bool operator==(const AlertNotice &, const AlertNotice &) = default;
};

/// An alert as the admin API tells it.
struct AlertRow {
    QString id{};
    QString kind{};
    QString severity{};
    QString subject{};
    QString headline{};
    QString detail{};
    QDateTime from{};
    QDateTime until{}; ///< Invalid: it is still so.
    QString endedBy{};
    QDateTime silenced{}; ///< Until then; invalid: it is not.
    std::vector<AlertNotice> notices{};
    friend bool operator==(const AlertRow &, const AlertRow &) = default;

    bool isOpen() const { return !until.isValid(); }
    bool isSilenced(const QDateTime &now) const { return silenced.isValid() && silenced > now; }
};

struct AlertPage {
    std::vector<AlertRow> rows{};
    QString next{};
};
AlertPage parseAlerts(const base::Json &answer);

Tone severityTone(const QString &severity);
/// `12 min`, `3 h 5 min`: how long it was; how long it has been, while it is.
QString alertLength(const AlertRow &row, const QDateTime &now);
/// `Sent to ops, mail · 1 waits`: what was told of it.
QString toldWords(const AlertRow &row);
/// `waiting since 3 tries: …`: what became of one message.
QString noticeWords(const AlertNotice &notice);
QString alertEventWord(const QString &event);

} // namespace ui
