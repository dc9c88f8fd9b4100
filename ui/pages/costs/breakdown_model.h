#pragma once

#include <QAbstractTableModel>

#include "ui/pages/costs/cost_charts.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The item role under which a row tells its share of the total, 0 to 1, as a double.
inline constexpr int kShareRole = 0x0100 + 20;
/// The item role under which a row tells its colour, as the number of a Token.
inline constexpr int kInkRole = 0x0100 + 21;

/// What each model, provider, key and so on cost, dearest first. The rows add up to the total.
/// Thread: main.
class BreakdownModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { kName, kCalls, kTokens, kCost, kShare, kSuccess, kTime };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// `title`: of the first column.
    void setTable(const CostTable &table, const CostInks &inks, const QString &title);
    const CostRow *row(int index) const;
    static std::vector<ColumnLayout> columnLayouts();

private:
    double shareOf(const CostRow &row) const;
    std::vector<CostRow> m_rows{};
    std::vector<Token> m_inks{};
    model::Nanos m_total{};
    QString m_title{};
};

} // namespace ui
