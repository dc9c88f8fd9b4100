#pragma once

#include "ui/widgets/column_state.h"
#include "ui/widgets/table_view.h"

class QTimer;

namespace ui {

/// One column of a DataTable.
struct DataColumn {
    enum class Shown : std::uint8_t { Always, Yes, No }; ///< At first; Always cannot be hidden.

    QString id; ///< Its name in saved states; never shown.
    ColumnLayout layout{};
    QString sort{}; ///< What the store orders by for it; empty when it cannot. Ascending unless it begins with "-".
    Shown shown = Shown::Yes;
};

/// A table whose columns the reader arranges: order, width, which are shown, and the order of the rows, which is the
/// store's business. What was arranged is kept in the nearest ColumnStore above. Enter or a double click opens a row;
/// Home and End go to the first and last row.
/// Thread: main.
class DataTable final : public TableView {
    Q_OBJECT
public:
    /// `id` names the table in the ColumnStore.
    DataTable(const QString &id, int rowHeight, QWidget *parent = nullptr);

    /// After setModel(): one entry per column, and the order of rows to begin with, as in DataColumn::sort.
    void arrange(std::vector<DataColumn> columns, const QString &sort);

    QString sort() const { return m_sort; }
    /// As if the reader had chosen it.
    void setSort(const QString &sort);
    TableState state() const;

    /// The lines for a menu of columns and orders: what the head offers on a right click.
    void fillColumnMenu(QMenu &menu);
    void resetColumns();

    /// The id of the row that is current; empty when there is none.
    QString currentId() const;
    /// Selects the row with this id if it is here.
    bool selectId(const QString &id);

Q_SIGNALS:
    /// The reader wants the rows in another order.
    void sortChosen(const QString &sort);
    void opened(const QString &id);
    /// The menu of a row is about to be shown: lines may be added.
    void rowMenuShown(QMenu &menu, const QString &id);
    /// The current row is another call, or has come.
    void currentIdChanged(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    bool isHere(int row) const override;
    void addRowActions(QMenu &menu) override;

private:
    void onHeadClicked(int column);
    void onSectionResized(int column);
    void onDataChanged(const QModelIndex &from, const QModelIndex &to);
    void onModelReset();
    void apply(const TableState &state);
    TableState firstState() const;
    void showSort();
    void layOutColumns();
    void planSaving();
    void load();
    void save();
    void setColumnShown(int column, bool shown);
    void openCurrent();
    void addSortActions(QMenu &menu);
    void follow();

    QString m_id;
    std::vector<DataColumn> m_columns{};
    std::vector<int> m_widths{};    ///< By column, as the reader has them.
    std::vector<bool> m_unwanted{}; ///< By column: the reader has hidden it.
    QString m_sort{};
    QString m_firstSort{};
    QString m_currentId{}; ///< What is selected, across refreshes.
    bool m_layingOut = false;
    bool m_loaded = false;
    ColumnStore *m_store = nullptr;
    std::weak_ptr<const bool> m_storeLife{};
    QTimer *m_saving;
};

} // namespace ui
