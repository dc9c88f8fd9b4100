#pragma once

#include "ui/pages/alerts/alert_row.h"
#include "ui/widgets/sheet.h"

class QVBoxLayout;

namespace ui {

/// One alert: what it was about, when, and what became of each message about it. Deletes itself when it is closed.
/// Thread: main.
class AlertSheet final : public Sheet {
    Q_OBJECT
public:
    AlertSheet(QWidget &window, const AlertRow &row);

private:
    QWidget *buildFacts(const AlertRow &row);
    void addNotices(QVBoxLayout &column, const AlertRow &row);
};

} // namespace ui
