#pragma once

#include "ui/widgets/sheet.h"

namespace ui {

class ActionRegistry;

/// Every key that does something just now, by what it is for.
/// Thread: main. Owned by the window; goes when it is closed.
class ShortcutSheet final : public Sheet {
    Q_OBJECT
public:
    ShortcutSheet(QWidget &window, const ActionRegistry &registry);
};

} // namespace ui
