#pragma once

#include "ui/widgets/scrim.h"

namespace ui {

/// A panel in the middle of the window with a scrim over the rest. What stands in it goes into panel().
/// Thread: main. Owned by the window it lies over; hidden until open().
class Overlay : public Scrim {
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
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lay() override;
    void leave() override;
    Place m_place;
    int m_width;
    QWidget *m_panel;
};

} // namespace ui
