#pragma once

#include <vector>

#include "ui/pages/providers/provider_rows.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The word for the state of a provider, and how it stands.
Cell providerState(const ProviderRow &row);

/// The providers as rows of the list. Touches only rows that differ from what it has.
/// Thread: main.
class ProvidersModel final : public RowList<ProviderRow> {
public:
    static constexpr int kTrendRole = kCellRole + 1; ///< std::vector<double>, where a column draws a line.
    static constexpr int kTrendColumn = 2;
    static constexpr int kSwitchColumn = 7;

    using RowList::RowList;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// -1 when there is no such row.
    int rowOf(const QString &id) const;
    int enabledCount() const;
    static std::vector<ColumnLayout> columnLayouts();
};

} // namespace ui
