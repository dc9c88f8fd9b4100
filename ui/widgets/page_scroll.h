#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace ui {

/// The body of a page that is higher than the window. It reaches over the page's margins, so that the shadows of its
/// cards are not cut, and keeps its content where the page's body is. Put cards straight into column(), as children of
/// canvas().
/// Thread: main. Owned by the page.
class PageScroll final : public QScrollArea {
    Q_OBJECT
public:
    /// `body` is the layout of the page that this fills.
    PageScroll(QWidget &page, QVBoxLayout &body);

    QWidget &canvas() { return *widget(); }
    QVBoxLayout *column() { return m_column; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    void keepInPlace();
    QWidget *m_place; ///< Stands in the page's layout in place of this.
    QVBoxLayout *m_column;
};

} // namespace ui
