#pragma once

#include "ui/pages/routing/key_outages.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// One time out of use in the list.
struct OutageRow {
    QString id{};
    KeyOutage outage{};
    QDateTime now{};
    friend bool operator==(const OutageRow &a, const OutageRow &b) { return a.id == b.id && a.outage == b.outage; }
};

/// Reads one answer of `health.history`, newest first.
std::vector<OutageRow> parseOutageRows(const base::Json &answer, const QDateTime &now);

/// When keys were out of use, and why, newest first.
/// Thread: main.
class OutageRows final : public RowList<OutageRow> {
    Q_OBJECT
public:
    using RowList::RowList;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    static std::vector<ColumnLayout> columnLayouts();
};

} // namespace ui
