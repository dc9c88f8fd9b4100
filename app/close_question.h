#pragma once

#include <functional>

#include "ui/shell/desktop_services.h"

namespace ui {
class MainWindow;
} // namespace ui

namespace app {

/// Asks once what the cross of `window` is to do where there is a tray. Escape answers nothing: then it asks again next
/// time. Thread: main.
void askOnClose(ui::MainWindow &window, std::function<void(ui::DesktopServices::OnClose)> take);

} // namespace app
