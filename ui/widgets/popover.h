#pragma once

#include <QWidget>

namespace ui {

/// A small elevated panel that hangs on a control: a menu's cousin for what is no menu. It closes with Escape or a
/// click elsewhere and gives the focus back.
/// Thread: main. Owned by its anchor.
class Popover final : public QWidget {
    Q_OBJECT
public:
    /// Takes `content` over.
    Popover(QWidget &anchor, QWidget *content);
    /// Below the anchor, flush with its left edge; above it or moved sideways where the screen ends.
    void open();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget &m_anchor;
};

} // namespace ui
