#pragma once

#include <vector>

#include <QTableView>

class QMenu;
class QScrollBar;

namespace ui {

/// How a column shares the width of its table.
struct ColumnLayout {
    int width = 0;     ///< 0 takes what the others leave.
    int hideBelow = 0; ///< The column gives way in a table narrower than this.
};

/// A table on a card: rows of one height, no grid, whole rows under pointer and selection, Ctrl+C for tab-separated
/// rows. What addAction() gave it stands in its right-click menu. Its cells come from CellDelegate. Give it an accessible name.
class TableView : public QTableView {
    Q_OBJECT
public:
    static constexpr int kOuterPadding = 20;
    static constexpr int kInnerPadding = 8;

    explicit TableView(int rowHeight, QWidget *parent = nullptr);

    /// After setModel(): one entry per column.
    void setColumns(std::vector<ColumnLayout> columns);

    int hoveredRow() const { return m_hoveredRow; }
    bool isAtTop() const;

    /// Whether the cell stands at the edge of the card, as the columns are shown now.
    bool isFirstShown(int column) const;
    bool isLastShown(int column) const;

    /// What Ctrl+C copies: the head and the selected rows, tab-separated, in the order and choice of columns shown.
    QString selectionText() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

    /// The rows to copy, as text: up to kMostCopied, without those that are not here yet.
    virtual bool isHere(int row) const { return row >= 0; }
    /// Lines of the menu that belong to the table's own kind, above "Copy rows".
    virtual void addRowActions(QMenu &) {}
    void copySelection() const;
    void placeScrollBar();

private:
    void setHoveredRow(int row);
    QList<int> shownColumns() const;
    std::vector<ColumnLayout> m_columns{};
    QScrollBar *m_bar;
    int m_hoveredRow = -1;
};

} // namespace ui
