#pragma once

#include <QPointer>
#include <QWidget>

namespace ui {

/// What lies over a whole window and dims it, with a panel in front. It follows the window's size, keeps the focus in
/// the panel while it is open and gives it back afterwards; Escape or a press beside the panel leaves it.
/// Thread: main. Owned by the window it lies over; hidden at first.
class Scrim : public QWidget {
    Q_OBJECT
protected:
    explicit Scrim(QWidget &window);

    /// What stands in front; made by whoever derives from this, with this as its parent.
    void setPanel(QWidget *panel) { m_panel = panel; }
    /// Before it is shown, and after it was hidden.
    void rememberFocus();
    void giveFocusBack();

    /// The window has another size while this is open.
    virtual void lay() = 0;
    /// Escape, or a press beside the panel.
    virtual void leave() = 0;

    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_panel = nullptr;
    QPointer<QWidget> m_before{}; ///< Had the focus when it opened.
};

} // namespace ui
