#pragma once

#include <vector>

#include <QAbstractTableModel>

namespace ui {

/// A table of which only the part that is looked at is here: the number of rows is known, rows come in pages when a
/// view asks for them, and a row that is on its way is shown as a placeholder. What was looked at last is asked for
/// first; pages that scrolled by before their turn are not asked for at all. RowWindow keeps the rows.
/// Thread: main.
class WindowedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kPageRows = 100;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    bool isLoaded(int row) const { return hasPage(row / kPageRows); }
    /// Grows whenever the pages asked for before have lost their meaning: answers to them are dropped.
    quint64 round() const { return m_round; }

    /// More rows behind those that are known: the count arrives after the first page.
    void setCount(int count);
    /// A page did not come. Nothing is asked until retry(), which the page's poll calls.
    void losePage(int page, quint64 round);
    void retry();

Q_SIGNALS:
    /// Answer with RowWindow::takePage() or losePage(), in any order.
    void pageWanted(int page, quint64 round);

protected:
    virtual bool hasPage(int page) const = 0;
    /// Of a row whose page is here.
    virtual QVariant rowData(int row, int column, int role) const = 0;

    bool isCurrent(int page, quint64 round) const { return round == m_round && m_asked.contains(page); }
    void pageCame(int page, int rows);
    /// Around a change of everything: what was asked for is forgotten.
    void beginRound();
    int m_count = 0;

private:
    void want(int page) const;
    void askNext();
    quint64 m_round = 0;
    bool m_paused = false;
    mutable bool m_askPlanned = false;
    mutable QList<int> m_wanted{}; ///< The latest first.
    QList<int> m_asked{};
};

} // namespace ui
