#pragma once

#include <QAbstractTableModel>

#include "base/json.h"
#include "model/money.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// What `cost.what_if` answers: the sums, and a row for each model.
struct WhatIf {
    struct Sums {
        QString model{};
        std::int64_t attempts = 0;
        model::Nanos was{};
        model::Nanos would{};
        std::int64_t unpriced = 0; ///< Attempts that would have no known price.
    };
    Sums total{};
    std::vector<Sums> rows{};
    QString currency{};
};
WhatIf parseWhatIf(const base::Json &answer);

/// `−$129.52`, `+$3.00`, `$0.00`.
QString signedMoney(model::Nanos amount, const QString &currency);

/// Its rows. Thread: main.
class WhatIfModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { kModel, kAttempts, kWas, kWould, kDifference };
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setAnswer(WhatIf answer);
    static std::vector<ColumnLayout> columnLayouts() { return {{0, 0}, {88, 480}, {110, 0}, {110, 0}, {130, 0}}; }

private:
    WhatIf m_answer{};
};

} // namespace ui
