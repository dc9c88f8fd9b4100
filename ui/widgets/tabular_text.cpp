#include "ui/widgets/tabular_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace ui {
namespace {

/// Kept from call to call, for a table asks for the same few fonts thousands of times. Thread: the window's.
qreal widestDigit(const QFont &font, const QFontMetricsF &metrics)
{
    static QFont known;
    static qreal widest = 0;
    if (widest > 0 && font == known)
        return widest;
    known = font;
    widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

qsizetype endOfRun(const QString &text, qsizetype from)
{
    qsizetype to = from;
    while (to < text.size() && !text.at(to).isDigit())
        ++to;
    return to;
}

} // namespace

qreal tabularWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const qreal digit = widestDigit(font, metrics);
    qreal width = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (text.at(at).isDigit()) {
            width += digit;
            ++at;
            continue;
        }
        const qsizetype end = endOfRun(text, at);
        width += metrics.horizontalAdvance(text.mid(at, end - at));
        at = end;
    }
    return width;
}

void paintTabular(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter.font());
    const qreal digit = widestDigit(painter.font(), metrics);
    const qreal baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    qreal x = alignment.testFlag(Qt::AlignRight) ? box.right() - tabularWidth(painter.font(), text) : box.left();
    for (qsizetype at = 0; at < text.size();) {
        const bool isDigit = text.at(at).isDigit();
        const qsizetype end = isDigit ? at + 1 : endOfRun(text, at);
        const QString run = text.mid(at, end - at);
        const qreal advance = metrics.horizontalAdvance(run);
        painter.drawText(QPointF(isDigit ? x + (digit - advance) / 2 : x, baseline), run);
        x += isDigit ? digit : advance;
        at = end;
    }
}

} // namespace ui
