#pragma once

#include "ui/pages/requests/request_row.h"
#include "ui/widgets/row_window.h"

namespace ui {

/// The whole request log as a table; RequestLog brings its pages.
/// Thread: main.
class RequestLogModel final : public RowWindow<RequestRow> {
public:
    using RowWindow::RowWindow;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QVariant rowData(int row, int column, int role) const override;
};

} // namespace ui
