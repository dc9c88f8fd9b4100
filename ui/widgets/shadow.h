#pragma once

#include <QRect>

class QPainter;

namespace ui {

/// The soft shadow of a card at `box`: blurred once per device pixel ratio, then drawn as nine patches.
void paintCardShadow(QPainter &painter, const QRect &box);

} // namespace ui
