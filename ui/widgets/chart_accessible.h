#pragma once

namespace ui {

/// Lets assistive programs see a ChartPlot as a chart whose value is what stands under its cursor. Call it before the
/// first is made; further calls do nothing.
void installChartAccessible();

} // namespace ui
