#pragma once

#include <vector>

#include <QString>

#include "app/pdf_pages.h"

namespace app {

struct ChartBar {
    QString label{};
    double value = 0;
    QString text{}; ///< The value, as it is written.
};

/// Upright bars over the width of the page, one a period, with the largest value at the side.
void drawColumns(PdfPages &pages, const std::vector<ChartBar> &bars, qreal height);
/// Lying bars, one a name, with each value behind it.
void drawShares(PdfPages &pages, const std::vector<ChartBar> &bars);

} // namespace app
