#pragma once

namespace ui {

class ActionRegistry;
class DesktopServices;
class MainWindow;

/// Registers every command of the window, in the language of now. `desktop` may be null: then there are none for
/// look, language, zoom and start at login.
void addWindowCommands(ActionRegistry &registry, MainWindow &window, DesktopServices *desktop);

} // namespace ui
