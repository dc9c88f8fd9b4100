#pragma once

#include <QPointer>
#include <QWidget>

namespace ui {

/// A panel in the middle of the window with a scrim over the rest. It keeps the focus inside while it is open, closes
/// with Escape or a click beside it, and gives the focus back. What stands in it goes into panel().
/// Thread: main. Owned by the window it lies over; hidden until open().
class Overlay : public QWidget {
    Q_OBJECT
public:
    enum class Place : std::uint8_t { Top, Middle };
    Overlay(QWidget &window, Place place, int width);

    QWidget *panel() const { return m_panel; }
    /// Shows it and gives the focus to `first`.
    void open(QWidget &first);

public Q_SLOTS:
    void close();

Q_SIGNALS:
    /// Escape or a click beside it; it is closed already.
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lay();
    void dismiss();
    Place m_place;
    int m_width;
    QWidget *m_panel;
    QPointer<QWidget> m_before{}; ///< Had the focus when it opened.
};

} // namespace ui
