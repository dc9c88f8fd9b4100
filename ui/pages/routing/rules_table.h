#pragma once

#include "ui/widgets/table_view.h"

namespace ui {

/// A table whose rows are dragged by their handle (its first column) to another place. Alt+Up and Alt+Down do the same
/// by keyboard. It asks only; the rows move when the model does.
class RulesTable final : public TableView {
    Q_OBJECT
public:
    explicit RulesTable(int rowHeight, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The row `from` is to stand where `to` stands now.
    void moveAsked(int from, int to);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showHand(const QPoint &at);
    void endDrag();
    /// Between which rows the pointer is: 0 is above the first.
    int gapAt(int y) const;
    int m_dragged = -1; ///< The row that is being dragged.
    int m_gap = -1;     ///< Where it would go.
};

} // namespace ui
