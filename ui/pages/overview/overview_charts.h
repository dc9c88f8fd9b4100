#pragma once

#include <vector>

#include "ui/pages/overview/dashboard_stats.h"
#include "ui/widgets/chart_data.h"

namespace ui {

/// How long calls took in each quarter of an hour of the last day.
ChartData responseChart(const DashboardStats &stats);

/// What each of the last days cost. A day whose calls have no price has no bar; a day with some such calls, or with
/// estimates, says so.
ChartData costChart(const DashboardStats &stats);

/// Today's calls by the model that served them. Empty when there was none.
ChartData modelChart(const DashboardStats &stats);

/// A model keeps its colour as long as it is among the first, whatever place it takes.
class ModelInks final {
public:
    std::vector<Token> inksFor(const DashboardStats &stats);

private:
    QHash<QString, Token> m_inks{};
};

} // namespace ui
