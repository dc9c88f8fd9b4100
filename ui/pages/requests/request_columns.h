#pragma once

#include <span>

#include <QDateTime>

#include "ui/pages/requests/request_row.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// One column of the list of calls.
struct RequestColumn {
    const char *title; ///< Translated where it is shown, in the context "ui::requests".
    ColumnLayout layout;
    Cell (*cell)(const RequestRow &row, const QDateTime &now);
    QString (*details)(const RequestRow &row); ///< The tool tip; may be null.
};

std::span<const RequestColumn> requestColumns();

} // namespace ui
