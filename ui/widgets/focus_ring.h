#pragma once

#include <QObject>

class QFocusFrame;
class QWidget;

namespace ui {

/// Draws the focus ring around buttons and fields of one window, outside their edge, and only when the keyboard moved
/// the focus there. Lists and tables show it inside their current row instead.
class FocusRing final : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QWidget &window);

private:
    void follow(QWidget *widget);
    QWidget &m_window;
    QFocusFrame *m_frame;
};

} // namespace ui
