#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include "ui/theme/tokens.h"

class QPainter;

namespace ui {

/// The line icon `name` (a file of resources/icons) in one colour. Null when there is no such icon.
QPixmap iconPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio);

/// Paints the icon centred in `box`, at `size` logical pixels.
void paintIcon(QPainter &painter, const QString &name, const QRectF &box, int size, const QColor &color);

/// The icon for menus and window titles: it takes its colour from the application's palette each time it is drawn.
QIcon makeIcon(const QString &name, Token ink = Token::Text);

} // namespace ui
