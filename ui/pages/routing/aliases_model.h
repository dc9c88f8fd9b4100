#pragma once

#include <QAbstractTableModel>

#include "ui/pages/routing/alias_row.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The lines of the model map, by name.
/// Thread: main.
class AliasesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { kNameColumn, kTargetsColumn, kStrategyColumn, kSwitchColumn };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRows(std::vector<AliasRow> rows);
    const std::vector<AliasRow> &rows() const { return m_rows; }
    const AliasRow *row(int index) const;
    int rowOf(const QString &id) const;
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<AliasRow> m_rows{};
};

} // namespace ui
