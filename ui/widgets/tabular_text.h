#pragma once

#include <QRectF>
#include <QString>

class QFont;
class QPainter;

namespace ui {

/// Text whose digits are all as wide as the widest one, so that figures line up in a column and a running clock does
/// not tremble. Needed because Qt before 6.7 cannot ask a font for its tabular digits.
qreal tabularWidth(const QFont &font, const QString &text);

/// Paints it in the painter's font and pen, vertically centred in `box`, flush left or right. It does not shorten;
/// compare with tabularWidth() first.
void paintTabular(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text);

} // namespace ui
