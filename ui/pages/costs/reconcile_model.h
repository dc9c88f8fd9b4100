#pragma once

#include <optional>

#include <QAbstractTableModel>

#include "base/json.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// What `cost.reconcile` answers: how many days and models are equal, and each that is not.
struct Reconciliation {
    struct Side {
        std::int64_t tokens = 0;
        std::optional<std::int64_t> cost{}; ///< Nanos; nothing where this side does not say.
    };
    struct Row {
        QString day{};
        QString model{};
        QString state{}; ///< `equal`, `differs`, `only_ours`, `only_theirs`
        std::optional<Side> ours{};
        std::optional<Side> theirs{};
        bool isEqual() const { return state == QLatin1StringView("equal"); }
    };
    std::vector<Row> rows{};
    int equal = 0;
    int different = 0; ///< All others.
};
Reconciliation parseReconciliation(const base::Json &answer);

/// Its rows, those that differ first. Thread: main.
class ReconcileModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { kDay, kModel, kOurTokens, kTheirTokens, kOurCost, kTheirCost, kState };
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setAnswer(const Reconciliation &answer);
    static std::vector<ColumnLayout> columnLayouts()
    {
        return {{92, 0}, {0, 0}, {100, 560}, {100, 560}, {96, 0}, {96, 0}, {148, 0}};
    }

private:
    std::vector<Reconciliation::Row> m_rows{};
};

} // namespace ui
