#pragma once

#include <QFont>
#include <QList>
#include <QRectF>
#include <QRegion>
#include <QString>

class QWidget;

namespace ui {

/// A text as it is painted, whether by a label, a delegate or a chart. Unit: pixels of the window.
struct PaintedText {
    QString text{};
    QFont font{};
    QRectF place{};      ///< Of its ink, also of the part that does not show.
    QRegion shown{};     ///< What is left of it by the edges of what it is in, and by what is painted over it.
    QRect within{};      ///< The edges of what it is in.
    bool dimmed = false; ///< Something that lets light through lies over it.
};

/// Every text of `window`, as far as something of it shows, in the order in which they are painted.
/// Thread: main. The window is shown.
QList<PaintedText> paintedTexts(QWidget &window);

} // namespace ui
