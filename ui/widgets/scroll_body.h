#pragma once

#include <QScrollArea>

namespace ui {

class Card;
class Canvas;

/// The part of a page that scrolls. It reaches to the edges of the page, so that the shadows of its cards are whole;
/// what is inside stays in line with the page's title.
class ScrollBody final : public QScrollArea {
    Q_OBJECT
public:
    /// Follows `place`, an empty widget in the layout of `page`.
    ScrollBody(QWidget &page, QWidget &place);
    /// Where cards are put: give it a layout.
    Canvas &canvas() const { return *m_canvas; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    QWidget &m_page;
    QWidget &m_place;
    Canvas *m_canvas;
};

} // namespace ui
