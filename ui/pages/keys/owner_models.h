#pragma once

#include "ui/pages/keys/owner_row.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The users that fit the filter, as the gateway orders them.
class UsersModel final : public RowList<UserRow> {
    Q_OBJECT
public:
    using RowList::RowList;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// `costs`: what was spent is known, so that its column is shown.
    static std::vector<ColumnLayout> columnLayouts(bool costs);
};

/// The teams that fit the filter.
class TeamsModel final : public RowList<TeamRow> {
    Q_OBJECT
public:
    using RowList::RowList;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    static std::vector<ColumnLayout> columnLayouts(bool costs);
};

} // namespace ui
