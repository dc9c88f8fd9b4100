#pragma once

#include <QList>
#include <QString>

#include "ui/pages/audit/audit_row.h"
#include "ui/pages/requests/request_query.h"
#include "ui/widgets/cell.h"

/// What an entry of the audit log says, in plain words. Pure, in the language of the window.
namespace ui {

/// "Add a provider"; the id of an operation that has no words yet.
QString operationWords(const QString &operation);
/// Who did it, and from where.
QString actorWords(const AuditRow &row);
QString originWords(const AuditRow &row);
/// What it was done to; empty where there is but one of it.
QString targetWords(const AuditRow &row);

/// "Done", "Not allowed"; "Refused" for a code that has no words of its own.
QString outcomeWords(const QString &outcome);
Tone outcomeTone(const QString &outcome);

/// One sentence about the whole log.
QString verdictWords(const AuditVerdict &verdict);

/// What the list can be narrowed to.
QList<FilterChoice> auditAreas();
QList<FilterChoice> auditOutcomes();

} // namespace ui
