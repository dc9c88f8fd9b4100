#pragma once

#include <QPalette>

#include "ui/theme/tokens.h"

namespace ui {

/// The tokens as Qt's own roles, for everything that we do not paint ourselves (menus, dialogs, labels).
QPalette makePalette(Scheme scheme);

} // namespace ui
