#include "ui/theme/motion.h"

#include <QVariantAnimation>
#include <QWidget>

namespace ui {
namespace {

bool g_reduced = false; // main thread only, like every widget that reads it

} // namespace

bool reducedMotion()
{
    return g_reduced;
}

void setReducedMotion(bool reduced)
{
    g_reduced = reduced;
}

void startMotion(QVariantAnimation &animation, const QWidget &widget)
{
    animation.start();
    if (g_reduced || !widget.isVisible() || widget.window()->isMinimized())
        animation.setCurrentTime(animation.totalDuration());
}

} // namespace ui
