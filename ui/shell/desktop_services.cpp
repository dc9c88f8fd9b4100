#include "ui/shell/desktop_services.h"

#include <QWidget>

namespace ui {
namespace {

constexpr auto kProperty = "switchyardDesktop";

} // namespace

DesktopServices *DesktopServices::of(const QWidget &widget)
{
    return qobject_cast<DesktopServices *>(widget.window()->property(kProperty).value<QObject *>());
}

void DesktopServices::attachTo(QWidget &window)
{
    window.setProperty(kProperty, QVariant::fromValue<QObject *>(this));
}

} // namespace ui
