#pragma once

#include <functional>

#include "ui/widgets/scrim.h"

class QHBoxLayout;
class QVBoxLayout;
class QVariantAnimation;

namespace ui {

class Button;
class Label;

/// A panel over the right edge of the window: the detail of a row, or a form. It slides in over a scrim, keeps the
/// focus inside while it is open, closes with Escape, its cross or a click beside it, and gives the focus back.
/// Thread: main. Owned by the window it lies over; hidden until open().
class Sheet : public Scrim {
    Q_OBJECT
public:
    explicit Sheet(QWidget &window, int width);

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Takes `content` over; it scrolls when it is higher than the sheet.
    void setContent(QWidget *content);
    /// The row of buttons at the foot: the act last, at the right.
    QHBoxLayout *footer();

    void open();
    /// What closes it by hand may be refused: a form with unsaved words asks first.
    void setMayClose(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }
    /// As the cross does it; false when it was refused and the sheet stays.
    bool tryClose();

public Q_SLOTS:
    void close();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void lay() override;
    void leave() override;
    void place();
    int m_width;
    QWidget *m_panel;
    Label *m_title;
    Label *m_subtitle;
    Button *m_cross;
    QVBoxLayout *m_column;
    QWidget *m_footer = nullptr;
    QHBoxLayout *m_footerRow = nullptr;
    std::function<bool()> m_mayClose{};
    qreal m_shown = 0; ///< 0 outside, 1 in place.
    QVariantAnimation *m_motion;
};

} // namespace ui
