#include "ui/pages/requests/request_log_model.h"

#include "ui/pages/requests/request_columns.h"

namespace ui {

int RequestLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(requestColumns().size());
}

QVariant RequestLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return requestHead(requestColumns()[static_cast<std::size_t>(section)], QDateTime::currentDateTime(), role);
}

QVariant RequestLogModel::rowData(int row, int column, int role) const
{
    const RequestRow *call = rowAt(row);
    if (!call)
        return {};
    if (role == kIdRole)
        return call->id;
    return requestCell(requestColumns()[static_cast<std::size_t>(column)], *call, QDateTime::currentDateTime(), role);
}

} // namespace ui
