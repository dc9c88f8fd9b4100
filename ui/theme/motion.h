#pragma once

class QVariantAnimation;
class QWidget;

namespace ui {

/// Whether the desktop or the user asked for less movement. Thread: main.
bool reducedMotion();
void setReducedMotion(bool reduced);

/// Starts `animation`, or jumps to its end where nobody could see it run: with reduced motion, or while `widget` is
/// hidden or its window is minimised.
void startMotion(QVariantAnimation &animation, const QWidget &widget);

} // namespace ui
