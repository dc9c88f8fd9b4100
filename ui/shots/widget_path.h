#pragma once

#include <QString>

class QWidget;

namespace ui {

/// How to find a widget in the source: `KeysPage > KeysSummary > Label "Active"`.
QString pathOf(const QWidget &widget);

/// What a label, a button or a field says; empty for others.
QString textOf(const QWidget &widget);

} // namespace ui
