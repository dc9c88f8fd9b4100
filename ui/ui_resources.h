#pragma once

namespace ui {

/// Registers icons and translations. They live in a static library, whose linker would drop them otherwise.
/// Thread: main, before the first window.
void initResources();

} // namespace ui
