#pragma once

#include <map>
#include <vector>

#include <QHash>

#include "ui/pages/costs/cost_figures.h"
#include "ui/pages/costs/cost_span.h"
#include "ui/widgets/chart_data.h"
#include "ui/widgets/legend.h"

namespace ui {

/// Who is shown in a colour of its own: those that cost most. One keeps its colour while it is among them, whatever
/// place it takes.
class CostInks final {
public:
    static constexpr std::size_t kMost = 5;

    void setRows(const std::vector<CostRow> &rows);
    /// Grey for all others.
    Token inkOf(const QString &id) const { return m_inks.value(id, Token::SeedGrey); }
    bool has(const QString &id) const { return m_inks.contains(id); }
    /// Dearest first.
    const std::vector<CostRow> &shown() const { return m_shown; }
    bool hasOthers() const { return m_others; }

private:
    QHash<QString, Token> m_inks{};
    std::vector<CostRow> m_shown{};
    bool m_others = false;
};

/// What the days to come may cost, and the rest of today: the mean of the same weekday in the four weeks before, of all
/// days where there is no such day. Empty with fewer than three days to go by.
/// Unit: whole units of the currency.
std::map<QDate, double> costForecast(const CostTable &days, const CostSpan &span, QDate today);

/// What each period cost, stacked by who is in `inks`; with what is to come where `forecast` has it. A period whose
/// calls have no price has no bar. Notes say what is unpriced and what is estimated.
struct CostTrend {
    const CostSpan &span;
    const CostTable &parts; ///< By period and axis.
    const CostTable &whole; ///< By period.
    const CostInks &inks;
    const std::map<QDate, double> &forecast;
    QDate today{};
};
ChartData costTrendChart(const CostTrend &trend);
std::vector<Legend::Entry> costLegend(const CostInks &inks, bool forecast);

/// Calls that were answered, and that failed.
ChartData callsChart(const CostSpan &span, const CostTable &whole, QDate today);
/// Tokens in and out.
ChartData tokensChart(const CostSpan &span, const CostTable &whole, QDate today);
/// How long answers took, and their first token: averages.
ChartData timesChart(const CostSpan &span, const CostTable &whole, QDate today);

} // namespace ui
