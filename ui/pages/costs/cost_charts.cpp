#include "ui/pages/costs/cost_charts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCoreApplication>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kNanosPerUnit = 1e9;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr int kTicks = 7;
constexpr int kDaysAWeek = 7;
constexpr int kLeastDays = 3;
constexpr Token kInks[] = {Token::Chart1, Token::Chart2, Token::Chart3, Token::Chart4, Token::Chart6};

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::costs", text);
}

QString counted(const char *text, std::int64_t count)
{
    return QCoreApplication::translate("ui::costs", text, nullptr, static_cast<int>(count));
}

double units(model::Nanos amount)
{
    return static_cast<double>(amount.value) / kNanosPerUnit;
}

QString noteOf(const CostFigures &figures)
{
    if (figures.unpricedCalls > 0)
        return counted(QT_TRANSLATE_N_NOOP("ui::costs", "%n call(s) unpriced"), figures.unpricedCalls);
    if (figures.estimatedCalls > 0)
        return counted(QT_TRANSLATE_N_NOOP("ui::costs", "%n call(s) estimated"), figures.estimatedCalls);
    return {};
}

/// The axis of a span: its periods, with a word for some, today's among them.
ChartData framed(const CostSpan &span, const std::vector<CostPeriod> &periods, QDate today)
{
    ChartData chart{.pointTitle = translated(QT_TRANSLATE_NOOP("ui::costs", "Time"))};
    const auto count = static_cast<int>(periods.size());
    const int every = std::max(1, (count + kTicks - 1) / kTicks);
    const bool byDay = span.step() == CostSpan::Step::Day;
    for (int point = 0; point < count; ++point) {
        const CostPeriod &period = periods[static_cast<std::size_t>(point)];
        chart.points += period.title;
        const bool isToday = byDay && period.first == today;
        if (isToday)
            chart.ticks.push_back({point, translated(QT_TRANSLATE_NOOP("ui::costs", "Today"))});
        else if (point % every == 0)
            chart.ticks.push_back({point, period.title});
    }
    return chart;
}

/// Nothing can have been in it yet.
bool isAhead(const CostPeriod &period, QDate today)
{
    return period.first > today;
}

/// The rows of a table in their places; the hour that a day has twice is one.
template <typename Take>
void eachPlace(const std::vector<CostPeriod> &periods, const CostTable &table, Take take)
{
    for (const CostRow &row : table.rows)
        if (const int place = placeOf(periods, row.period); place >= 0)
            take(static_cast<std::size_t>(place), row);
}

std::vector<double> zeros(const std::vector<CostPeriod> &periods, QDate today)
{
    std::vector<double> out;
    for (const CostPeriod &period : periods)
        out.push_back(isAhead(period, today) ? kNothing : 0);
    return out;
}

ChartSeries bars(const char *name, Token ink, std::vector<double> values)
{
    return {.name = translated(name), .values = std::move(values), .ink = ink, .shape = ChartSeries::Shape::Bar};
}

void addForecast(ChartData &chart, const CostTrend &trend, const std::vector<CostPeriod> &periods)
{
    ChartSeries ahead = bars(QT_TRANSLATE_NOOP("ui::costs", "Forecast"), Token::SeedGrey, {});
    ahead.dashed = true;
    for (const CostPeriod &period : periods) {
        const auto hit = trend.forecast.find(period.first);
        ahead.values.push_back(hit == trend.forecast.end() ? kNothing : hit->second);
    }
    chart.series.push_back(std::move(ahead));
}

} // namespace

void CostInks::setRows(const std::vector<CostRow> &rows)
{
    m_shown.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), kMost)));
    std::erase_if(m_shown, [](const CostRow &row) { return row.figures.cost.value == 0; });
    m_others = std::ranges::any_of(rows, [this](const CostRow &row) {
        return row.figures.cost.value > 0 && std::ranges::find(m_shown, row.id, &CostRow::id) == m_shown.end();
    });
    m_inks.removeIf(
        [this](const auto &entry) { return std::ranges::find(m_shown, entry.key(), &CostRow::id) == m_shown.end(); });
    for (const CostRow &row : m_shown) {
        if (m_inks.contains(row.id))
            continue;
        const QList<Token> taken = m_inks.values();
        const auto *free = std::ranges::find_if(kInks, [&](Token ink) { return !taken.contains(ink); });
        m_inks.insert(row.id, free == std::end(kInks) ? Token::SeedGrey : *free);
    }
}

std::map<QDate, double> costForecast(const CostTable &days, const CostSpan &span, QDate today)
{
    std::map<QDate, double> out;
    struct Mean {
        double sum = 0;
        int count = 0;
        double value() const { return count == 0 ? 0 : sum / count; }
    };
    Mean all;
    Mean weekday[kDaysAWeek + 1];
    double soFar = 0;
    for (const CostRow &row : days.rows) {
        const QDate day = QDate::fromString(row.period, Qt::ISODate);
        if (day == today)
            soFar = units(row.figures.cost);
        else if (day.isValid() && day < today && (all.count > 0 || row.figures.calls > 0)) // from the first call on
            for (Mean *mean : {&all, &weekday[day.dayOfWeek()]}) {
                mean->sum += units(row.figures.cost);
                ++mean->count;
            }
    }
    if (all.count < kLeastDays || span.step() != CostSpan::Step::Day)
        return out;
    for (QDate day = std::max(today, span.from); day < span.to; day = day.addDays(1)) {
        const Mean &same = weekday[day.dayOfWeek()];
        const double usual = same.count > 0 ? same.value() : all.value();
        out[day] = day == today ? std::max(0.0, usual - soFar) : usual;
    }
    return out;
}

ChartData costTrendChart(const CostTrend &trend)
{
    const auto periods = periodsOf(trend.span);
    ChartData chart = framed(trend.span, periods, trend.today);
    chart.unit = moneyUnit(trend.whole.total.currency);
    QHash<QString, std::size_t> seriesOf;
    for (const CostRow &row : trend.inks.shown()) {
        seriesOf.insert(row.id, chart.series.size());
        chart.series.push_back({.name = row.name,
                                .values = zeros(periods, trend.today),
                                .ink = trend.inks.inkOf(row.id),
                                .shape = ChartSeries::Shape::Bar});
    }
    const std::size_t others = chart.series.size();
    if (trend.inks.hasOthers() || others == 0)
        chart.series.push_back(
            bars(others == 0 ? QT_TRANSLATE_NOOP("ui::costs", "Cost") : QT_TRANSLATE_NOOP("ui::costs", "Others"),
                 others == 0 ? Token::Chart1 : Token::SeedGrey, zeros(periods, trend.today)));
    eachPlace(periods, trend.parts, [&](std::size_t place, const CostRow &row) {
        const std::size_t of = seriesOf.value(row.id, others);
        if (of < chart.series.size())
            chart.series[of].values[place] += units(row.figures.cost);
    });
    chart.notes = QStringList(static_cast<qsizetype>(periods.size()), QString());
    eachPlace(periods, trend.whole, [&](std::size_t place, const CostRow &row) {
        chart.notes[static_cast<qsizetype>(place)] = noteOf(row.figures);
        if (row.figures.isUnknown())
            for (ChartSeries &series : chart.series)
                series.values[place] = kNothing;
    });
    if (!trend.forecast.empty())
        addForecast(chart, trend, periods);
    if (trend.whole.total.calls == 0)
        for (ChartSeries &series : chart.series)
            std::ranges::fill(series.values, kNothing);
    return chart;
}

std::vector<Legend::Entry> costLegend(const CostInks &inks, bool forecast)
{
    std::vector<Legend::Entry> out;
    for (const CostRow &row : inks.shown())
        out.push_back({.name = row.name, .ink = inks.inkOf(row.id)});
    if (inks.hasOthers())
        out.push_back({.name = translated(QT_TRANSLATE_NOOP("ui::costs", "Others")), .ink = Token::SeedGrey});
    if (forecast)
        out.push_back(
            {.name = translated(QT_TRANSLATE_NOOP("ui::costs", "Forecast")), .ink = Token::SeedGrey, .outlined = true});
    return out;
}

ChartData callsChart(const CostSpan &span, const CostTable &whole, QDate today)
{
    const auto periods = periodsOf(span);
    ChartData chart = framed(span, periods, today);
    chart.series = {bars(QT_TRANSLATE_NOOP("ui::costs", "Calls"), Token::Chart1, zeros(periods, today)),
                    bars(QT_TRANSLATE_NOOP("ui::costs", "Failed"), Token::Chart4, zeros(periods, today))};
    eachPlace(periods, whole, [&](std::size_t place, const CostRow &row) {
        chart.series[0].values[place] += static_cast<double>(row.figures.calls - row.figures.errors);
        chart.series[1].values[place] += static_cast<double>(row.figures.errors);
    });
    return chart;
}

ChartData tokensChart(const CostSpan &span, const CostTable &whole, QDate today)
{
    const auto periods = periodsOf(span);
    ChartData chart = framed(span, periods, today);
    chart.series = {bars(QT_TRANSLATE_NOOP("ui::costs", "Input"), Token::Chart1, zeros(periods, today)),
                    bars(QT_TRANSLATE_NOOP("ui::costs", "Output"), Token::Chart2, zeros(periods, today))};
    eachPlace(periods, whole, [&](std::size_t place, const CostRow &row) {
        chart.series[0].values[place] += static_cast<double>(row.figures.inputTokens);
        chart.series[1].values[place] += static_cast<double>(row.figures.outputTokens);
    });
    return chart;
}

ChartData timesChart(const CostSpan &span, const CostTable &whole, QDate today)
{
    const auto periods = periodsOf(span);
    ChartData chart = framed(span, periods, today);
    chart.unit = millisUnit();
    const std::vector<double> nothing(periods.size(), kNothing);
    chart.series = {{.name = translated(QT_TRANSLATE_NOOP("ui::costs", "Whole answer")),
                     .values = nothing,
                     .ink = Token::Chart1,
                     .shape = ChartSeries::Shape::Area},
                    {.name = translated(QT_TRANSLATE_NOOP("ui::costs", "First token")),
                     .values = nothing,
                     .ink = Token::Chart3,
                     .dashed = true}};
    eachPlace(periods, whole, [&](std::size_t place, const CostRow &row) {
        chart.series[0].values[place] = row.figures.averageMs.value_or(kNothing);
        chart.series[1].values[place] = row.figures.firstTokenMs.value_or(kNothing);
    });
    return chart;
}

} // namespace ui
