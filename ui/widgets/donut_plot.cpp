#include "ui/widgets/donut_plot.h"

#include <algorithm>
#include <cmath>

#include <QGraphicsLayout>
#include <QLocale>
#include <QPainter>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QPieSeries>
#include <QtCharts/QPieSlice>

#include "ui/text/numbers.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qreal kLargest = 148;
constexpr qreal kThick = 22;
constexpr qreal kRowHeight = 28;
constexpr qreal kLegendGap = 20;
constexpr qreal kLegendWidest = 220;
constexpr qreal kSwatch = 8;

} // namespace

DonutPlot::DonutPlot(QWidget *parent) : ChartPlot(Runs::Down, parent), m_chart(new QChart), m_pie(new QPieSeries)
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_chart);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addSeries(m_pie);
    m_pie->setPieSize(1.0);
}

void DonutPlot::takeData()
{
    m_pie->clear();
    for (int point = 0; point < data().count(); ++point)
        m_pie->append(QString(), std::isnan(data().value(0, point)) ? 0 : data().value(0, point));
}

Token DonutPlot::inkOf(int point) const
{
    const auto at = static_cast<std::size_t>(point);
    return at < m_inks.size() ? m_inks[at] : Token::SeedGrey;
}

void DonutPlot::layOut(const QSizeF &size)
{
    const qreal side = std::min({kLargest, size.height() - 2, size.width() * 0.46});
    m_ring = QRectF(0, (size.height() - side) / 2, side, side);
    const qreal left = side + kLegendGap;
    const qreal height = qMin(kRowHeight * data().count(), size.height());
    const qreal width = qMin(kLegendWidest, size.width() - left);
    m_legend = QRectF(size.width() - width, (size.height() - height) / 2, width, height);
    if (size.width() - left > kLegendWidest) // a wide card: ring and words stay together, in the middle
        m_ring.moveLeft((size.width() - side - kLegendGap - kLegendWidest) / 2);
    m_legend.moveLeft(m_ring.right() + kLegendGap);
}

QRectF DonutPlot::row(int point) const
{
    const qreal height = m_legend.height() / qMax(1, data().count());
    return {m_legend.left(), m_legend.top() + height * point, m_legend.width(), height};
}

QString DonutPlot::shareText(int point) const
{
    const double total = data().total();
    const double share = total > 0 ? data().value(0, point) / total * 100 : 0;
    if (share > 0 && share < 1)
        return u"<1%"_s;
    return QLocale().toString(std::lround(share)) + u'%';
}

void DonutPlot::paintChart(QPainter &painter, const QSizeF &size, Scheme scheme)
{
    layOut(size);
    paintRing(painter, scheme);
    paintLegend(painter, scheme);
    if (cursor() < 0 && data().count() > 0)
        paintMiddle(painter, scheme, data().unit.text(data().total()), m_caption);
}

void DonutPlot::paintRing(QPainter &painter, Scheme scheme)
{
    const QRectF whole(QPointF(), m_ring.size());
    m_pie->setHoleSize(1 - 2 * kThick / m_ring.width());
    for (int point = 0; point < m_pie->count(); ++point) {
        QPieSlice *slice = m_pie->slices().at(point);
        slice->setBrush(color(inkOf(point), scheme));
        slice->setPen(m_pie->count() > 1 ? QPen(color(Token::Card, scheme), 2) : QPen(Qt::NoPen));
    }
    m_scene.setSceneRect(whole);
    m_chart->resize(whole.size());
    m_chart->setPlotArea(whole);
    m_chart->layout()->activate();
    m_scene.render(&painter, m_ring, whole, Qt::IgnoreAspectRatio);
}

void DonutPlot::paintLegend(QPainter &painter, Scheme scheme) const
{
    for (int point = 0; point < data().count(); ++point) {
        const QRectF line = row(point);
        const QString share = shareText(point);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(inkOf(point), scheme));
        painter.drawRoundedRect(QRectF(line.left(), line.center().y() - kSwatch / 2, kSwatch, kSwatch), 2.5, 2.5);
        painter.setFont(fontFor(TextRole::Emphasis));
        painter.setPen(color(Token::Text, scheme));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, share);
        const qreal room = line.width() - kSwatch - 8 - painter.fontMetrics().horizontalAdvance(share) - 12;
        painter.setFont(fontFor(TextRole::Body));
        painter.drawText(
            line.adjusted(kSwatch + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(data().points.at(point), Qt::ElideMiddle, static_cast<int>(room)));
    }
}

void DonutPlot::paintMiddle(QPainter &painter, Scheme scheme, const QString &figure, const QString &caption) const
{
    const QRectF hole = m_ring.adjusted(kThick + 4, 0, -kThick - 4, 0);
    const qreal middle = m_ring.center().y();
    TextRole role = TextRole::Section;
    if (QFontMetrics(fontFor(role)).horizontalAdvance(figure) > hole.width())
        role = TextRole::CardTitle;
    painter.setFont(fontFor(role));
    painter.setPen(color(Token::Text, scheme));
    painter.drawText(QRectF(hole.left(), middle - 20, hole.width(), 26), Qt::AlignCenter, figure);
    painter.setFont(fontFor(TextRole::Caption));
    painter.setPen(color(Token::TextSecondary, scheme));
    painter.drawText(QRectF(hole.left(), middle + 6, hole.width(), 16), Qt::AlignCenter, caption);
}

/// The part under the cursor: its figure in the middle, its row on a ground, a ring around its arc.
void DonutPlot::paintCursor(QPainter &painter, Scheme scheme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::AccentTint, scheme));
    const QRectF ground = row(cursor());
    painter.drawRoundedRect(ground.adjusted(-6, 0, 6, 0), 6, 6);
    painter.save();
    painter.setClipRect(ground.adjusted(-6, 0, 6, 0));
    paintLegend(painter, scheme);
    painter.restore();
    paintMiddle(painter, scheme, data().valueText(0, cursor()), shareText(cursor()));

    const QPieSlice *slice = m_pie->slices().at(cursor());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Token::Text, scheme), 2, Qt::SolidLine, Qt::FlatCap));
    const int start = static_cast<int>(std::lround((90 - slice->startAngle()) * 16));
    const int span = static_cast<int>(std::lround(-slice->angleSpan() * 16));
    painter.drawArc(m_ring.adjusted(kThick + 3, kThick + 3, -kThick - 3, -kThick - 3), start, span);
}

int DonutPlot::pointAt(const QPointF &place) const
{
    for (int point = 0; point < data().count(); ++point)
        if (row(point).contains(place))
            return point;
    const QPointF from = place - m_ring.center();
    const qreal distance = std::hypot(from.x(), from.y());
    if (distance > m_ring.width() / 2 || distance < m_ring.width() / 2 - kThick)
        return -1;
    qreal angle = std::atan2(from.x(), -from.y()) * 180 / M_PI; // clockwise from twelve, as Qt Charts counts
    if (angle < 0)
        angle += 360;
    for (int point = 0; point < m_pie->count(); ++point) {
        const QPieSlice *slice = m_pie->slices().at(point);
        if (angle >= slice->startAngle() && angle < slice->startAngle() + slice->angleSpan())
            return point;
    }
    return -1;
}

} // namespace ui
