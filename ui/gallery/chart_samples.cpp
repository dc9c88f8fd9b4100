#include "ui/gallery/chart_samples.h"

#include <cmath>
#include <limits>

#include <QGridLayout>
#include <QHBoxLayout>

#include "ui/widgets/chart_card.h"
#include "ui/widgets/donut_plot.h"
#include "ui/widgets/kpi_tile.h"
#include "ui/widgets/trend_plot.h"

// The words of the gallery are for builders and stay English.

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kChartHeight = 244;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

KpiTile *tile(const QString &title, const QString &number, const QString &unit)
{
    auto *made = new KpiTile(title);
    made->setFigure(number, unit);
    made->setTrend({3, 4, 3, 5, 6, 4, 7, 8, 7, 9});
    return made;
}

ChartData timePoints(int count)
{
    ChartData data{.pointTitle = u"Time"_s, .unit = millisUnit()};
    for (int point = 0; point < count; ++point) {
        data.points += u"%1:%2"_s.arg(point / 4).arg(point % 4 * 15, 2, 10, QChar(u'0'));
        if (point % 16 == 0)
            data.ticks.push_back({point, data.points.back()});
    }
    data.ticks.push_back({count - 1, u"now"_s});
    return data;
}

ChartData responseTimes(bool withGaps)
{
    ChartData data = timePoints(96);
    ChartSeries average{.name = u"Average"_s, .ink = Token::Chart1, .shape = ChartSeries::Shape::Area};
    ChartSeries slow{.name = u"p95"_s, .ink = Token::Chart2, .dashed = true};
    for (int point = 0; point < data.count(); ++point) {
        const bool gap = withGaps && (point % 40 > 26 || point == 10);
        const double wave = std::sin(point / 5.0) * 60 + std::sin(point * 1.7) * 30;
        average.values.push_back(gap ? kNothing : 420 + wave);
        slow.values.push_back(gap ? kNothing : 1250 + wave * 2.4 + (point > 88 && point < 93 ? 700 : 0));
    }
    if (withGaps)
        average.values[30] = 500; // measured alone: a mark, not a line
    data.series = {average, slow};
    return data;
}

ChartData dailyCosts(bool stacked)
{
    ChartData data{.pointTitle = u"Day"_s, .unit = moneyUnit(u"USD"_s)};
    ChartSeries first{.name = u"gpt-5.2-mini"_s, .ink = Token::Chart1, .shape = ChartSeries::Shape::Bar};
    ChartSeries second{.name = u"claude-sonnet-5"_s, .ink = Token::Chart2, .shape = ChartSeries::Shape::Bar};
    for (int point = 0; point < 14; ++point) {
        data.points += u"%1 Nov"_s.arg(point + 6);
        data.notes += point == 5 ? u"12 calls unpriced"_s : QString();
        if (point % 5 == 3)
            data.ticks.push_back({point, data.points.back()});
        first.values.push_back(18 + std::sin(point * 0.9) * 12);
        second.values.push_back(8 + std::cos(point * 0.7) * 4);
    }
    data.series = {first};
    if (stacked)
        data.series.push_back(second);
    return data;
}

ChartCard *card(const QString &title, const QString &subtitle, ChartPlot *plot, ChartData data, int cursor = -1)
{
    auto *made = new ChartCard(title, plot);
    made->setSubtitle(subtitle);
    made->setEmptyText(u"Nothing was measured yet."_s);
    made->setData(std::move(data));
    made->setFixedHeight(kChartHeight);
    if (cursor >= 0)
        plot->setCursor(cursor);
    return made;
}

ChartCard *donut(const QString &subtitle, const QStringList &names, std::vector<double> calls, int cursor = -1)
{
    auto *ring = new DonutPlot;
    ring->setInks({Token::Chart1, Token::Chart2, Token::Chart3, Token::Chart4, Token::Chart5});
    ring->setSumCaption(u"calls"_s);
    ChartData data{
        .pointTitle = u"Model"_s, .points = names, .series = {{.name = u"Calls"_s, .values = std::move(calls)}}};
    return card(u"Distribution"_s, subtitle, ring, std::move(data), cursor);
}

} // namespace

QWidget *makeTileSamples()
{
    auto *out = new QWidget;
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(20);
    auto *good = tile(u"Cost, falling"_s, u"$20.06"_s, {});
    good->setDelta(relativeDelta(20.06, 22.91, Better::Lower));
    auto *bad = tile(u"Success, falling"_s, u"98.7"_s, u"%"_s);
    bad->setDelta(pointsDelta(0.987, 0.991, Better::Higher));
    auto *neutral = tile(u"Requests"_s, u"4,812"_s, {});
    neutral->setDelta(relativeDelta(4812, 4531, Better::Neither));
    auto *warned = tile(u"A long figure"_s, u"≈$1,234,567.89"_s, {});
    warned->setNote(u"3 calls unpriced"_s, Tone::Warn);
    auto *unknown = new KpiTile(u"Not known yet"_s);
    unknown->setNote(u"none yet"_s);
    for (KpiTile *each : {neutral, good, bad, warned, unknown})
        row->addWidget(each, 1);
    return out;
}

QWidget *makeChartSamples()
{
    auto *out = new QWidget;
    auto *grid = new QGridLayout(out);
    grid->setContentsMargins({});
    grid->setSpacing(20);
    const QStringList models{u"gpt-5.2-mini"_s, u"claude-sonnet-5"_s, u"gemini-3-flash"_s, u"deepseek-v4"_s,
                             u"an-organisation/a-model-with-a-very-long-name:free"_s};
    const std::vector<double> calls{1925, 1155, 866, 626, 240};
    grid->addWidget(card(u"Lines"_s, u"at rest"_s, new TrendPlot, responseTimes(false)), 0, 0);
    grid->addWidget(card(u"Lines"_s, u"with gaps and a cursor"_s, new TrendPlot, responseTimes(true), 20), 0, 1);
    grid->addWidget(card(u"Bars"_s, u"one day is not the whole truth"_s, new TrendPlot, dailyCosts(false)), 1, 0);
    grid->addWidget(card(u"Stacked bars"_s, u"with a cursor"_s, new TrendPlot, dailyCosts(true), 9), 1, 1);
    grid->addWidget(donut(u"at rest"_s, models, calls), 2, 0);
    grid->addWidget(donut(u"with a cursor"_s, models, calls, 2), 2, 1);
    grid->addWidget(donut(u"one part"_s, {u"sandbox"_s}, {7}), 3, 0);
    grid->addWidget(card(u"Nothing"_s, u"empty"_s, new TrendPlot, timePoints(96)), 3, 1);
    return out;
}

} // namespace ui
