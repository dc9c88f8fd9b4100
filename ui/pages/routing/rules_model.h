#pragma once

#include <QAbstractTableModel>

#include "ui/pages/routing/rule_row.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The rules in the order they are asked.
/// Thread: main.
class RulesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int {
        kHandleColumn,
        kNameColumn,
        kTypeColumn,
        kWhenColumn,
        kThenColumn,
        kHitsColumn,
        kLastColumn,
        kSwitchColumn
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRows(std::vector<RuleRow> rows, const QDateTime &now);
    const std::vector<RuleRow> &rows() const { return m_rows; }
    /// Null when there is no such row.
    const RuleRow *row(int index) const;
    /// -1 when it is not here.
    int rowOf(const QString &id) const;
    /// The ids once the row `from` stands where `to` stands now.
    QStringList idsAfterMove(int from, int to) const;
    QStringList ids() const;
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<RuleRow> m_rows{};
    QDateTime m_now{};
};

} // namespace ui
