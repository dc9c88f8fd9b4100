#include "ui/pages/providers/monogram.h"

#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kTile = 44;

} // namespace

Monogram::Monogram(QWidget *parent) : QWidget(parent)
{
    setFixedSize(kTile, kTile);
}

void Monogram::setWord(const QString &word)
{
    m_letters = word;
    update();
}

void Monogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintMonogram(painter, rect(), m_letters, color(Token::Inset, palette()), color(Token::Text, palette()));
}

void paintMonogram(QPainter &painter, const QRectF &tile, const QString &word, const QColor &ground, const QColor &ink)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(tile, metric::kControlRadius, metric::kControlRadius);
    painter.setFont(fontFor(TextRole::CardTitle));
    painter.setPen(ink);
    painter.drawText(tile, Qt::AlignCenter | Qt::TextSingleLine, word.left(2));
}

} // namespace ui
