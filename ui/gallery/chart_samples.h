#pragma once

class QWidget;

namespace ui {

/// Tiles in every state.
QWidget *makeTileSamples();
/// Charts in every form and state.
QWidget *makeChartSamples();
/// Tables with what filters them, lists to choose from, texts of others.
QWidget *makeTableSamples();
/// What lies over a window: sheet, popover, toast.
QWidget *makePanelSamples();

} // namespace ui
