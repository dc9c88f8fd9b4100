#include "app/report_chart.h"

#include <algorithm>

namespace app {
namespace {

constexpr QColor kBar(0x00, 0x7A, 0xFF);
constexpr QColor kTrack(0xF0, 0xF0, 0xF3);
constexpr QColor kLine(0xD2, 0xD2, 0xD7);
constexpr QColor kQuiet(0x6E, 0x6E, 0x73);
constexpr qreal kLabels = 14;

const ChartBar &largestOf(const std::vector<ChartBar> &bars)
{
    return *std::ranges::max_element(bars, {}, &ChartBar::value);
}

/// So many labels that they do not touch.
std::size_t stepOf(const PdfPages &pages, const std::vector<ChartBar> &bars, qreal slot)
{
    qreal widest = 1;
    for (const ChartBar &bar : bars)
        widest = std::max(widest, pages.widthOf(bar.label, {.size = 7}) + 8);
    return static_cast<std::size_t>(std::max(1.0, std::ceil(widest / slot)));
}

} // namespace

void drawColumns(PdfPages &pages, const std::vector<ChartBar> &bars, qreal height)
{
    const ChartBar &largest = largestOf(bars);
    pages.need(height + kLabels + kLabels);
    const QRectF area(pages.left(), pages.y() + kLabels, pages.width(), height);
    pages.text({area.left(), pages.y(), area.width(), kLabels}, largest.text, {.size = 7, .color = kQuiet});
    QPainter &painter = pages.painter();
    painter.setPen(QPen(kLine, 0.5));
    painter.drawLine(area.topLeft(), area.topRight());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const qreal slot = area.width() / static_cast<qreal>(bars.size());
    const qreal wide = std::min(slot * 0.7, 36.0);
    const std::size_t step = stepOf(pages, bars, slot);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const qreal tall = largest.value > 0 ? area.height() * bars[i].value / largest.value : 0;
        const qreal middle = area.left() + slot * (static_cast<qreal>(i) + 0.5);
        painter.setBrush(kBar);
        painter.drawRect(QRectF(middle - wide / 2, area.bottom() - tall, wide, tall));
        if (i % step == 0)
            pages.text(
                {middle - slot * static_cast<qreal>(step) / 2, area.bottom(), slot * static_cast<qreal>(step), kLabels},
                bars[i].label, {.size = 7, .color = kQuiet, .align = Qt::AlignHCenter | Qt::AlignVCenter});
    }
    pages.skip(kLabels + height + kLabels);
}

void drawShares(PdfPages &pages, const std::vector<ChartBar> &bars)
{
    constexpr qreal kRow = 17;
    constexpr qreal kValue = 84;
    const double largest = largestOf(bars).value;
    pages.need(kRow * static_cast<qreal>(bars.size()));
    const qreal label = pages.width() * 0.3;
    const qreal track = pages.width() - label - kValue;
    QPainter &painter = pages.painter();
    for (const ChartBar &bar : bars) {
        pages.text({pages.left(), pages.y(), label - 8, kRow}, bar.label, {.size = 8.5});
        const QRectF whole(pages.left() + label, pages.y() + 5, track, 7);
        painter.setPen(Qt::NoPen);
        painter.setBrush(kTrack);
        painter.drawRoundedRect(whole, 3, 3);
        if (bar.value > 0) {
            painter.setBrush(kBar);
            painter.drawRoundedRect(QRectF(whole.topLeft(), QSizeF(std::max(3.0, track * bar.value / largest), 7)), 3,
                                    3);
        }
        pages.text({whole.right(), pages.y(), kValue, kRow}, bar.text,
                   {.size = 8.5, .align = Qt::AlignRight | Qt::AlignVCenter});
        pages.skip(kRow);
    }
}

} // namespace app
