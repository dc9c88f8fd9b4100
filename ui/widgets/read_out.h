#pragma once

#include <QRectF>

#include "ui/widgets/chart_data.h"

class QPainter;

namespace ui {

/// Paints the box that says what stands at `point`: beside `x`, on the side with more room, inside of `room`.
void paintReadOut(QPainter &painter, const QRectF &room, qreal x, const ChartData &data, int point, Scheme scheme);

} // namespace ui
