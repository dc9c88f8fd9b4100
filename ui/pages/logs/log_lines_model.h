#pragma once

#include <deque>
#include <vector>

#include <QAbstractTableModel>
#include <QDateTime>

#include "ui/pages/logs/log_line_row.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The lines of the log as a table, newest first. New ones come on top, earlier ones as it is scrolled; no more than
/// kMostRows are kept.
/// Thread: main.
class LogLinesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kMostRows = 5000;
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// The first page of another question; what was there goes.
    void setPage(LogLinePage page, const QDateTime &now);
    /// Newer lines than those that are here; one that is here already is left out.
    void prepend(std::vector<LogLineRow> rows, const QDateTime &now);
    /// The next page of earlier ones.
    void append(LogLinePage page);
    /// It could not be had; it is asked for again when the table is scrolled.
    void giveUpMore() { m_asked = false; }

    const QString &next() const { return m_next; }
    const LogLineRow *row(int index) const;
    static std::vector<ColumnLayout> columnLayouts();

Q_SIGNALS:
    void moreWanted();

private:
    std::deque<LogLineRow> m_rows{};
    QString m_next{};
    QDateTime m_now{};
    bool m_asked = false;
};

} // namespace ui
