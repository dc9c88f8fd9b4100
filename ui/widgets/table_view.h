#pragma once

#include <vector>

#include <QTableView>

class QScrollBar;

namespace ui {

/// How a column shares the width of its table.
struct ColumnLayout {
    int width = 0;     ///< 0 takes what the others leave.
    int hideBelow = 0; ///< The column gives way in a table narrower than this.
};

/// A table on a card: rows of one height, no grid, whole rows under pointer and selection, Ctrl+C for tab-separated
/// rows. What addAction() gave it stands in its right-click menu. Its cells come from CellDelegate. Give it an accessible name.
class TableView final : public QTableView {
    Q_OBJECT
public:
    static constexpr int kOuterPadding = 20;
    static constexpr int kInnerPadding = 8;

    explicit TableView(int rowHeight, QWidget *parent = nullptr);

    /// After setModel(): one entry per column.
    void setColumns(std::vector<ColumnLayout> columns);

    int hoveredRow() const { return m_hoveredRow; }
    bool isAtTop() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setHoveredRow(int row);
    void placeScrollBar();
    void copySelection() const;
    std::vector<ColumnLayout> m_columns{};
    QScrollBar *m_bar;
    int m_hoveredRow = -1;
};

} // namespace ui
