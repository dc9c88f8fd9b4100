#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include <QAbstractTableModel>

namespace ui {

/// A table of a few rows, all of which are here. A row has an `id` and can be compared; those that come and go by hand
/// reset the table, those that only changed are touched.
/// Thread: main.
template <typename Row>
class RowList : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    const std::vector<Row> &rows() const { return m_rows; }

    void setRows(std::vector<Row> rows)
    {
        if (!std::ranges::equal(rows, m_rows, {}, &Row::id, &Row::id)) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] == m_rows[i])
                continue;
            m_rows[i] = std::move(rows[i]);
            const int row = static_cast<int>(i);
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
    }

protected:
    const Row &rowAt(const QModelIndex &index) const { return m_rows[static_cast<std::size_t>(index.row())]; }

private:
    std::vector<Row> m_rows{};
};

} // namespace ui
