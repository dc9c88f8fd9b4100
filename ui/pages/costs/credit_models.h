#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "ui/pages/costs/credit.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// All accounts of prepaid credit. Thread: main.
class CreditsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { kHolder, kScope, kPaidIn, kSpent, kHeld, kLeft };
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setCredits(std::vector<Credit> credits);
    const Credit *row(int index) const;
    static std::vector<ColumnLayout> columnLayouts()
    {
        return {{0, 0}, {110, 560}, {110, 700}, {110, 480}, {110, 820}, {150, 0}};
    }

private:
    std::vector<Credit> m_credits{};
};

/// A statement, newest first. Thread: main.
class StatementModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { kWhen, kWhat, kNote, kAmount, kBalance };
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setRows(std::vector<CreditRow> rows);
    static std::vector<ColumnLayout> columnLayouts() { return {{150, 0}, {96, 0}, {0, 0}, {100, 0}, {100, 0}}; }

private:
    std::vector<CreditRow> m_rows{};
};

} // namespace ui
