#pragma once

#include <QAbstractTableModel>

#include "ui/pages/routing/replay_answer.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// From where to where calls of the past would move, and what that costs.
/// Thread: main.
class ReplayRoutesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setRows(std::vector<ReplayRoute> rows);
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<ReplayRoute> m_rows{};
};

} // namespace ui
