#include "ui/widgets/trend_canvas.h"

#include <cmath>

#include <QGraphicsLayout>
#include <QPainter>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

namespace ui {
namespace {

constexpr double kBarWidth = 0.64; ///< Share of its slot.
constexpr int kThinFrom = 250;     ///< More points than this in a line two pixels wide leave the painter's fast path.
constexpr float kAreaShare = 0.09F;
constexpr double kLoneMark = 4;

using Shape = ChartSeries::Shape;

} // namespace

TrendCanvas::TrendCanvas() : m_chart(new QChart), m_across(new QValueAxis), m_up(new QValueAxis)
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_chart);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_across, Qt::AlignBottom);
    m_chart->addAxis(m_up, Qt::AlignLeft);
    m_across->setVisible(false);
    m_up->setVisible(false);
}

TrendCanvas::~TrendCanvas() = default;

template <typename Series>
Series *TrendCanvas::added(Series *series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_across);
    series->attachAxis(m_up);
    return series;
}

void TrendCanvas::setData(const ChartData &data, double top)
{
    m_points = data.count();
    m_look.clear();
    bool bars = false;
    for (const ChartSeries &each : data.series) {
        m_look.push_back({.ink = each.ink, .shape = each.shape, .dashed = each.dashed});
        bars = bars || each.shape == Shape::Bar;
    }
    const double margin = bars || m_points < 2 ? 0.5 : 0; // a bar stands around its point
    m_across->setRange(-margin, m_points - 1 + margin);
    m_up->setRange(0, top);
    m_used = 0;
    for (std::size_t of = 0; of < data.series.size(); ++of)
        if (data.series[of].shape != Shape::Bar)
            setLine(data, of);
    for (std::size_t i = m_used; i < m_stretches.size(); ++i) {
        m_stretches[i].line->replace(QList<QPointF>());
        m_stretches[i].edge->replace(QList<QPointF>());
    }
    for (std::size_t of = data.series.size(); of < m_lone.size(); ++of)
        m_lone[of]->replace(QList<QPointF>());
    setBars(data);
}

void TrendCanvas::setLine(const ChartData &data, std::size_t of)
{
    const bool filled = data.series[of].shape == Shape::Area;
    QList<QPointF> stretch;
    QList<QPointF> lone;
    const auto finish = [&] {
        if (stretch.size() == 1)
            lone += stretch;
        else if (!stretch.isEmpty())
            addStretch(of, stretch, filled);
        stretch.clear();
    };
    for (int point = 0; point < m_points; ++point) {
        const double value = data.value(of, point);
        if (std::isnan(value))
            finish();
        else
            stretch.append({static_cast<double>(point), value});
    }
    finish();
    setLonePoints(of, lone);
}

void TrendCanvas::addStretch(std::size_t of, const QList<QPointF> &points, bool filled)
{
    if (m_used == m_stretches.size()) {
        auto *edge = new QLineSeries(m_chart); // outlined by the line below, so it is only the area's upper bound
        auto *area = added(new QAreaSeries(edge));
        m_stretches.push_back({.line = added(new QLineSeries), .edge = edge, .area = area});
    }
    Stretch &stretch = m_stretches[m_used++];
    stretch.of = of;
    stretch.line->replace(points);
    stretch.edge->replace(filled ? points : QList<QPointF>());
}

void TrendCanvas::setLonePoints(std::size_t of, const QList<QPointF> &points)
{
    while (m_lone.size() <= of)
        m_lone.push_back(added(new QScatterSeries));
    m_lone[of]->replace(points);
}

void TrendCanvas::setBars(const ChartData &data)
{
    QList<QBarSet *> sets;
    for (const ChartSeries &each : data.series) {
        if (each.shape != Shape::Bar)
            continue;
        sets += new QBarSet(each.name);
        for (const double value : each.values)
            sets.back()->append(std::isnan(value) ? 0 : value);
    }
    if (!m_bars && sets.isEmpty())
        return;
    if (!m_bars) {
        m_bars = added(new QStackedBarSeries);
        m_bars->setBarWidth(kBarWidth);
    }
    m_bars->clear();
    m_bars->append(sets);
}

void TrendCanvas::ink(Scheme scheme, qreal devicePixelRatio)
{
    const double width = m_points > kThinFrom ? 1 / devicePixelRatio : 2;
    for (std::size_t i = 0; i < m_used; ++i) {
        const ChartSeries &look = m_look[m_stretches[i].of];
        QColor paint = color(look.ink, scheme);
        QPen pen(paint, look.dashed ? qMin(width, 1.5) : width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (look.dashed)
            pen.setDashPattern({3, 2.5});
        m_stretches[i].line->setPen(pen);
        paint.setAlphaF(kAreaShare);
        m_stretches[i].area->setPen(Qt::NoPen);
        m_stretches[i].area->setBrush(paint);
    }
    for (std::size_t of = 0; of < m_lone.size() && of < m_look.size(); ++of) {
        m_lone[of]->setMarkerSize(kLoneMark);
        m_lone[of]->setPen(Qt::NoPen);
        m_lone[of]->setBrush(color(m_look[of].ink, scheme));
    }
    qsizetype next = 0;
    for (const ChartSeries &look : m_look) {
        if (look.shape != Shape::Bar)
            continue;
        QBarSet *set = m_bars->barSets().at(next++);
        const QColor ink = color(look.ink, scheme);
        set->setBrush(look.dashed ? QBrush(Qt::NoBrush) : QBrush(ink));
        QPen outline(ink, 1);
        outline.setDashPattern({3, 2.5});
        set->setPen(look.dashed ? outline : QPen(Qt::NoPen));
    }
}

void TrendCanvas::paint(QPainter &painter, const QSizeF &size, const QRectF &plot, Scheme scheme)
{
    const QRectF whole(QPointF(), size);
    m_scene.setSceneRect(whole);
    m_chart->resize(size);
    m_chart->setPlotArea(plot);
    m_chart->layout()->activate();
    ink(scheme, painter.device()->devicePixelRatio());
    m_scene.render(&painter, whole, whole, Qt::IgnoreAspectRatio);
}

} // namespace ui
