#include "ui/widgets/read_out.h"

#include <cmath>

#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kPadding = 10;
constexpr int kGap = 10; ///< To the cursor's line.
constexpr int kLine = 18;
constexpr int kSwatch = 12;
constexpr int kBetween = 16; ///< Name and figure.

struct Box {
    QRectF place{};
    QString note{};
};

int wide(TextRole role, const QString &text)
{
    return QFontMetrics(fontFor(role)).horizontalAdvance(text);
}

Box layOut(const QRectF &room, qreal x, const ChartData &data, int point)
{
    Box box{.note = data.note(point)};
    int width = qMax(wide(TextRole::Caption, data.points.at(point)), wide(TextRole::Caption, box.note));
    qsizetype told = 0;
    for (std::size_t of = 0; of < data.series.size(); ++of) {
        if (!data.isTold(of, point))
            continue;
        ++told;
        width = qMax(width, kSwatch + 6 + wide(TextRole::Body, data.series[of].name) + kBetween
                                + wide(TextRole::Emphasis, data.valueText(of, point)));
    }
    const auto lines = 1 + told + (box.note.isEmpty() ? 0 : 1);
    const QSizeF size(width + 2 * kPadding, static_cast<double>(lines) * kLine + 2 * kPadding - 4);
    const bool right = x + kGap + size.width() <= room.right();
    const qreal left = right ? x + kGap : qMax(room.left(), x - kGap - size.width());
    box.place = QRectF(QPointF(left, room.top() + 2), size);
    return box;
}

void paintSwatch(QPainter &painter, QPointF at, const ChartSeries &series, Scheme scheme)
{
    const QColor ink = color(series.ink, scheme);
    if (series.shape == ChartSeries::Shape::Bar) {
        painter.setPen(series.dashed ? QPen(ink, 1, Qt::DotLine) : QPen(Qt::NoPen));
        painter.setBrush(series.dashed ? QBrush(Qt::NoBrush) : QBrush(ink));
        painter.drawRoundedRect(QRectF(at.x() + 2, at.y() - 4, 8, 8), 2, 2);
        return;
    }
    QPen pen(ink, 2, Qt::SolidLine, Qt::FlatCap);
    if (series.dashed)
        pen.setDashPattern({1.75, 1.25});
    painter.setPen(pen);
    painter.drawLine(at, at + QPointF(kSwatch, 0));
}

void paintWords(QPainter &painter, const QRectF &line, TextRole role, Token ink, Scheme scheme, const QString &text,
                Qt::Alignment side = Qt::AlignLeft)
{
    painter.setFont(fontFor(role));
    painter.setPen(color(ink, scheme));
    painter.drawText(line, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine, text);
}

} // namespace

void paintReadOut(QPainter &painter, const QRectF &room, qreal x, const ChartData &data, int point, Scheme scheme)
{
    const Box box = layOut(room, x, data, point);
    painter.setPen(QPen(color(Token::Hairline, scheme), 1));
    painter.setBrush(color(Token::Elevated, scheme));
    painter.drawRoundedRect(box.place.adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius, metric::kControlRadius);
    QRectF line(box.place.left() + kPadding, box.place.top() + kPadding - 2, box.place.width() - 2 * kPadding, kLine);
    paintWords(painter, line, TextRole::Caption, Token::TextSecondary, scheme, data.points.at(point));
    for (std::size_t of = 0; of < data.series.size(); ++of) {
        if (!data.isTold(of, point))
            continue;
        line.translate(0, kLine);
        paintSwatch(painter, {line.left(), line.center().y()}, data.series[of], scheme);
        paintWords(painter, line.adjusted(kSwatch + 6, 0, 0, 0), TextRole::Body, Token::Text, scheme,
                   data.series[of].name);
        paintWords(painter, line, TextRole::Emphasis, Token::Text, scheme, data.valueText(of, point), Qt::AlignRight);
    }
    if (!box.note.isEmpty())
        paintWords(painter, line.translated(0, kLine), TextRole::Caption, Token::WarnText, scheme, box.note);
}

} // namespace ui
