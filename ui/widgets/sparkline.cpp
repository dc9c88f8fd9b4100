#include "ui/widgets/sparkline.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

namespace ui {
namespace {

constexpr qreal kMark = 2.5;

/// The lowest and highest measured point. False when none was measured.
bool rangeOf(const std::vector<double> &points, double &low, double &high)
{
    bool any = false;
    for (const double point : points) {
        if (std::isnan(point))
            continue;
        low = any ? std::min(low, point) : point;
        high = any ? std::max(high, point) : point;
        any = true;
    }
    return any;
}

} // namespace

Sparkline::Sparkline(QWidget *parent) : QWidget(parent)
{
    setFixedSize(sizeHint());
}

void Sparkline::setPoints(std::vector<double> points, Tone tone)
{
    m_points = std::move(points);
    m_tone = tone;
    update();
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_points, color(tokensOf(m_tone).fill, palette()));
}

void paintSparkline(QPainter &painter, const QRectF &box, const std::vector<double> &points, const QColor &ink)
{
    double low = 0;
    double high = 0;
    if (points.size() < 2 || !rangeOf(points, low, high))
        return;
    const QRectF room = box.adjusted(1, kMark, -kMark, -kMark);
    const double span = high > low ? high - low : 1;
    const double level = high > low ? 0 : 0.5; // a flat line runs through the middle
    QPainterPath line;
    QPointF last;
    bool drawing = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (std::isnan(points[i])) {
            drawing = false;
            continue;
        }
        const double up = (points[i] - low) / span + level;
        last = {room.left() + room.width() * static_cast<double>(i) / static_cast<double>(points.size() - 1),
                room.bottom() - room.height() * up};
        if (drawing)
            line.lineTo(last);
        else
            line.moveTo(last);
        drawing = true;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(last, kMark, kMark);
}

} // namespace ui
