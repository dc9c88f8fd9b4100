#pragma once

#include <QAbstractTableModel>

#include "ui/widgets/chart_data.h"

class QWidget;

namespace ui {

/// The figures of a chart as rows, one per point, newest last.
class ChartTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit ChartTableModel(ChartData data, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textAt(const QModelIndex &index) const;
    ChartData m_data;
    int m_noteColumn; ///< -1 when nothing is noted.
};

/// Hangs the table on `anchor`, with `title` as its accessible name.
void openChartTable(QWidget &anchor, const QString &title, const ChartData &data);

/// Puts the table on the clipboard, tab-separated, under its heads.
void copyAsText(const ChartData &data);

} // namespace ui
