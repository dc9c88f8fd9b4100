#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "ui/text/error_codes.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The errors a client may be answered with, as far as they fit the words that are looked for.
class ErrorModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit ErrorModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Part of a status, code, meaning or advice.
    void setFilter(const QString &words);
    static std::vector<ColumnLayout> columnLayouts();

private:
    std::vector<const ErrorCodeRow *> m_rows{};
};

} // namespace ui
