#pragma once

#include "ui/pages/alerts/alert_row.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// Alerts that are over, newest first.
/// Thread: main.
class AlertHistoryModel final : public RowList<AlertRow> {
    Q_OBJECT
public:
    using RowList::RowList;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setNow(const QDateTime &now) { m_now = now; }
    static std::vector<ColumnLayout> columnLayouts();

private:
    QDateTime m_now{};
};

} // namespace ui
