#pragma once

#include "ui/pages/audit/audit_row.h"
#include "ui/pages/routing/plan_models.h"
#include "ui/widgets/sheet.h"

namespace ui {

/// One entry of the audit log: who, from where, what, and what it changed. Deletes itself when it is closed.
/// Thread: main.
class AuditSheet final : public Sheet {
    Q_OBJECT
public:
    AuditSheet(QWidget &window, const AuditRow &row);

private:
    QWidget *buildFacts(const AuditRow &row);
    QWidget *buildHash(const AuditRow &row);
    PlanDiffModel m_changes{};
};

} // namespace ui
