#pragma once

#include <vector>

#include <QDateTime>
#include <QString>

#include "base/json.h"
#include "ui/pages/routing/plan_rows.h"

namespace ui {

/// One entry of the audit log. All text comes from outside and is shown as plain text only.
struct AuditRow {
    qint64 seq = 0;
    QDateTime at{};
    QString actorKind{};
    QString actorName{};
    QString origin{};
    QString operation{};
    QString targetId{};
    QString targetName{};
    QString outcome{};
    QString hash{};
    std::vector<PlanChange> changes{};
    friend bool operator==(const AuditRow &, const AuditRow &) = default;

    bool isDone() const { return outcome == u"ok"; }
};

/// A page of `audit.list`.
struct AuditPage {
    std::vector<AuditRow> rows{};
    QString next{};    ///< Empty: there is no further page.
    qint64 total = -1; ///< Below 0: it was not counted.
};
AuditPage parseAudit(const base::Json &answer);

/// What `audit.verify` found.
struct AuditVerdict {
    bool whole = false;
    qint64 entries = 0;
    QString head{};
    qint64 badSeq = 0;
    QString problem{}; ///< `changed`, `missing`, `head_not_found`; a word from the future counts as changed.
};
AuditVerdict parseVerdict(const base::Json &answer);

} // namespace ui
