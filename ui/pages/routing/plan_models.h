#pragma once

#include <QAbstractTableModel>

#include "ui/pages/routing/plan_rows.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The versions of the plan, newest first.
/// Thread: main.
class PlansModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setRows(std::vector<PlanRow> rows);
    const PlanRow *row(int index) const;
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<PlanRow> m_rows{};
};

/// What differs between two versions: where, before, after.
/// Thread: main.
class PlanDiffModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setRows(std::vector<PlanChange> rows);
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<PlanChange> m_rows{};
};

} // namespace ui
