#pragma once

#include "ui/pages/logs/log_line_row.h"
#include "ui/widgets/sheet.h"

namespace ui {

/// One line of the log with all its values. Deletes itself when it is closed.
/// Thread: main.
class LogLineSheet final : public Sheet {
    Q_OBJECT
public:
    LogLineSheet(QWidget &window, const LogLineRow &row);

private:
    QWidget *buildFacts(const LogLineRow &row);
};

} // namespace ui
