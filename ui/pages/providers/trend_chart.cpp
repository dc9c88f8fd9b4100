#include "ui/pages/providers/trend_chart.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/chart_data.h"

namespace ui {
namespace {

constexpr int kHigh = 180;
constexpr int kAxis = 44;
constexpr int kHead = 44;
constexpr int kAboveLine = 12; ///< Of the highest line, to what is said above.
constexpr int kFoot = 50;
constexpr int kEnd = 13; ///< Below the line that ends it.

/// The next of 1, 2, 5, 10, … that is not below `value`.
double roundUp(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1.0))));
    for (const double step : {1.0, 2.0, 5.0})
        if (value <= step * power)
            return step * power;
    return 10 * power;
}

QString millisText(double millis)
{
    return durationText(static_cast<std::int64_t>(millis * 1000));
}

} // namespace

TrendChart::TrendChart(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

QSize TrendChart::sizeHint() const
{
    return {320, kHigh};
}

void TrendChart::setPoints(const std::vector<double> &points)
{
    m_points = points;
    const auto measured = std::ranges::count_if(points, [](double point) { return !std::isnan(point); });
    double highest = 0;
    for (const double point : points)
        highest = std::isnan(point) ? highest : std::max(highest, point);
    m_top = roundUp(highest);
    setVisible(measured >= 2);
    setAccessibleName(tr("First token over 24 hours, at most %1").arg(millisText(highest)));
    update();
}

void TrendChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), color(Token::RowLine, palette()));
    painter.fillRect(QRect(0, height() - kEnd, width(), 1), color(Token::RowLine, palette()));
    const QRectF head(metric::kCardPadding, 16, width() - 2 * metric::kCardPadding, kHead - 20);
    painter.setFont(fontFor(TextRole::CardTitle));
    painter.setPen(color(Token::Text, palette()));
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, tr("First token"));
    const QDateTime now = QDateTime::currentDateTime();
    painter.setFont(fontFor(TextRole::Body));
    painter.setPen(color(Token::TextSecondary, palette()));
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, tr("mean, 24 h, %1").arg(zoneText(now)));
    const QRectF room(metric::kCardPadding + kAxis, kHead + kAboveLine, width() - 2 * metric::kCardPadding - kAxis,
                      height() - kHead - kAboveLine - kFoot);
    painter.setFont(fontFor(TextRole::Caption));
    const ChartUnit unit = millisUnit();
    for (int line = 0; line <= 2; ++line) {
        const double y = room.bottom() - room.height() * line / 2;
        painter.fillRect(QRectF(room.left(), y, room.width(), 1), color(Token::RowLine, palette()));
        painter.drawText(QRectF(metric::kCardPadding - 6, y - 8, kAxis, 16), Qt::AlignRight | Qt::AlignVCenter,
                         unit.axis(m_top * line / 2, m_top));
    }
    for (int part = 0; part <= 2; ++part) {
        const QDateTime at = now.addSecs(-24 * 3600 + part * 8 * 3600);
        const QRectF place(room.left() + room.width() * part / 3 - 4, room.bottom() + 6, 60, 16);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shortClockText(at, at));
    }
    paintLine(painter, room);
}

void TrendChart::paintLine(QPainter &painter, const QRectF &room) const
{
    QPainterPath line;
    QPointF last;
    bool drawing = false;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (std::isnan(m_points[i])) {
            drawing = false;
            continue;
        }
        last = {room.left() + room.width() * static_cast<double>(i) / static_cast<double>(m_points.size() - 1),
                room.bottom() - room.height() * m_points[i] / m_top};
        if (drawing)
            line.lineTo(last);
        else
            line.moveTo(last);
        drawing = true;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::Chart2, palette()), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Chart2, palette()));
    painter.drawEllipse(last, 3, 3);
}

} // namespace ui
