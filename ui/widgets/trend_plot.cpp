#include "ui/widgets/trend_plot.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/theme/typography.h"
#include "ui/widgets/read_out.h"

namespace ui {
namespace {

constexpr int kTickHeight = 24;
constexpr int kAxisGap = 8;
constexpr int kTopRoom = 8; ///< Half a line, for the topmost figure of the axis.
constexpr int kEndGap = 10;
constexpr int kEndLine = 14;
constexpr int kEndsFrom = 340; ///< Narrower charts have no room for names at the ends of their lines.
constexpr qreal kMark = 3;

QFont captionFont()
{
    return fontFor(TextRole::Caption);
}

/// A name at the end of a line, at the height of its newest figure until others push it away.
struct End {
    qreal wanted;
    qreal top;
    std::size_t of;
    int point;
};

void spread(std::vector<End> &ends, qreal bottom)
{
    constexpr qreal kHeight = 2 * kEndLine + 2;
    std::ranges::sort(ends, {}, &End::top);
    for (std::size_t i = 1; i < ends.size(); ++i)
        ends[i].top = std::max(ends[i].top, ends[i - 1].top + kHeight);
    for (std::size_t i = ends.size(); i-- > 0;) {
        const qreal limit = i + 1 < ends.size() ? ends[i + 1].top - kHeight : bottom - kHeight;
        ends[i].top = std::min(ends[i].top, limit);
    }
}

} // namespace

TrendPlot::TrendPlot(QWidget *parent) : ChartPlot(Runs::Across, parent) {}

bool TrendPlot::hasBars() const
{
    return std::ranges::any_of(data().series,
                               [](const ChartSeries &each) { return each.shape == ChartSeries::Shape::Bar; });
}

void TrendPlot::takeData()
{
    m_scale = axisScale(data().highest());
    m_canvas.setData(data(), m_scale.top);
}

void TrendPlot::layOut(const QSizeF &size)
{
    const QFontMetrics metrics(captionFont());
    int left = 0;
    for (int step = 0; step <= m_scale.steps; ++step)
        left = qMax(left, metrics.horizontalAdvance(data().unit.axis(m_scale.top * step / m_scale.steps, m_scale.top)));
    int right = 0;
    const int last = data().lastMeasured();
    for (std::size_t of = 0; last >= 0 && !hasBars() && size.width() >= kEndsFrom && of < data().series.size(); ++of)
        right = std::max({right, metrics.horizontalAdvance(data().series[of].name) + kEndGap,
                          metrics.horizontalAdvance(data().valueText(of, last)) + kEndGap});
    m_size = size;
    m_plot = QRectF(QPointF(left + kAxisGap, kTopRoom), QPointF(size.width() - right, size.height() - kTickHeight));
}

qreal TrendPlot::across(int point) const
{
    const int count = data().count();
    if (hasBars() || count < 2)
        return m_plot.left() + m_plot.width() * (point + 0.5) / qMax(1, count);
    return m_plot.left() + m_plot.width() * point / (count - 1);
}

qreal TrendPlot::up(double value) const
{
    return m_plot.bottom() - m_plot.height() * value / m_scale.top;
}

int TrendPlot::pointAt(const QPointF &place) const
{
    const int count = data().count();
    if (count == 0 || place.y() < 0 || place.x() < m_plot.left() - 4 || place.x() > m_plot.right() + 4)
        return -1;
    const qreal share = (place.x() - m_plot.left()) / m_plot.width();
    const int near = hasBars() || count < 2 ? static_cast<int>(std::floor(share * count))
                                            : static_cast<int>(std::lround(share * (count - 1)));
    return std::clamp(near, 0, count - 1);
}

void TrendPlot::paintChart(QPainter &painter, const QSizeF &size, Scheme scheme)
{
    if (data().count() == 0)
        return; // nothing has been answered yet; an axis without figures would be a lie
    layOut(size);
    painter.setFont(captionFont());
    paintGrid(painter, scheme);
    paintTicks(painter, scheme);
    m_canvas.paint(painter, size, m_plot, scheme);
    paintNotes(painter, scheme);
    paintEnds(painter, scheme);
}

void TrendPlot::paintGrid(QPainter &painter, Scheme scheme) const
{
    for (int step = 0; step <= m_scale.steps; ++step) {
        const double value = m_scale.top * step / m_scale.steps;
        const qreal y = std::floor(up(value)) + 0.5;
        painter.setPen(QPen(color(Token::RowLine, scheme), 1));
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(color(Token::TextSecondary, scheme));
        painter.drawText(QRectF(0, y - 10, m_plot.left() - kAxisGap, 20), Qt::AlignRight | Qt::AlignVCenter,
                         data().unit.axis(value, m_scale.top));
    }
}

void TrendPlot::paintTicks(QPainter &painter, Scheme scheme) const
{
    const QFontMetrics metrics(captionFont());
    painter.setPen(color(Token::TextSecondary, scheme));
    // From the right, because the newest point is the one that must have its word.
    qreal free = m_size.width();
    for (auto tick = data().ticks.rbegin(); tick != data().ticks.rend(); ++tick) {
        const qreal width = metrics.horizontalAdvance(tick->text);
        const qreal left = std::clamp(across(tick->point) - width / 2, 0.0, qMax(0.0, m_size.width() - width));
        if (left + width > free)
            continue;
        painter.drawText(QRectF(left, m_plot.bottom(), width + 1, kTickHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         tick->text);
        free = left - 12;
    }
}

/// An orange mark above what is not the whole truth; the words stand in the read-out and the table.
void TrendPlot::paintNotes(QPainter &painter, Scheme scheme) const
{
    painter.setPen(QPen(color(Token::WarnFill, scheme), 2));
    painter.setBrush(color(Token::Card, scheme));
    for (int point = 0; point < data().count(); ++point) {
        if (data().note(point).isEmpty())
            continue;
        double stack = 0;
        for (std::size_t of = 0; of < data().series.size(); ++of)
            if (const double value = data().value(of, point); !std::isnan(value))
                stack = hasBars() ? stack + value : std::max(stack, value);
        painter.drawEllipse(QPointF(across(point), qMax(m_plot.top(), up(stack) - 7)), kMark, kMark);
    }
}

void TrendPlot::paintEnds(QPainter &painter, Scheme scheme) const
{
    std::vector<End> ends;
    for (std::size_t of = 0; !hasBars() && of < data().series.size(); ++of) {
        int point = data().count() - 1;
        while (point >= 0 && std::isnan(data().value(of, point)))
            --point;
        if (point < 0)
            continue;
        const qreal y = up(data().value(of, point));
        ends.push_back({.wanted = y, .top = y - kEndLine, .of = of, .point = point});
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(data().series[of].ink, scheme));
        painter.drawEllipse(QPointF(across(point), y), kMark, kMark);
    }
    if (m_size.width() < kEndsFrom)
        return;
    spread(ends, m_plot.bottom()); // below it are the words of the axis
    for (const End &end : ends) {
        const QRectF line(m_plot.right() + kEndGap, end.top, m_size.width() - m_plot.right() - kEndGap + 1, kEndLine);
        painter.setPen(color(Token::Text, scheme));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, data().series[end.of].name);
        painter.setPen(color(Token::TextSecondary, scheme));
        painter.drawText(line.translated(0, kEndLine), Qt::AlignLeft | Qt::AlignVCenter,
                         data().valueText(end.of, end.point));
    }
}

void TrendPlot::paintCursor(QPainter &painter, Scheme scheme)
{
    const qreal x = across(cursor());
    painter.setPen(QPen(color(Token::ControlBorder, scheme), 1));
    const qreal line = std::floor(x) + 0.5;
    painter.drawLine(QPointF(line, m_plot.top()), QPointF(line, m_plot.bottom()));
    for (std::size_t of = 0; of < data().series.size() && !hasBars(); ++of) {
        const double value = data().value(of, cursor());
        if (std::isnan(value))
            continue;
        painter.setPen(QPen(color(Token::Card, scheme), 1.5));
        painter.setBrush(color(data().series[of].ink, scheme));
        painter.drawEllipse(QPointF(x, up(value)), kMark + 1, kMark + 1);
    }
    paintReadOut(painter, QRectF(QPointF(), m_size), x, data(), cursor(), scheme);
}

} // namespace ui
