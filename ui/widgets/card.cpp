#include "ui/widgets/card.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/shadow.h"

namespace ui {

Card::Card(QWidget *parent) : QWidget(parent) {}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Card, palette()));
    painter.drawRoundedRect(rect(), metric::kCardRadius, metric::kCardRadius);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Token::CardEdge, palette()), 1));
    painter.drawRoundedRect(box, metric::kCardRadius, metric::kCardRadius);
    painter.setPen(QPen(color(Token::CardTopEdge, palette()), 1));
    painter.drawLine(QPointF(metric::kCardRadius, 0.5), QPointF(width() - metric::kCardRadius, 0.5));
}

void Card::moveEvent(QMoveEvent *)
{
    refreshShadow();
}

void Card::resizeEvent(QResizeEvent *)
{
    refreshShadow();
}

void Card::refreshShadow()
{
    if (parentWidget())
        parentWidget()->update();
}

Canvas::Canvas(QWidget *parent) : QWidget(parent) {}

void Canvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Window, palette()));
    if (schemeOf(palette()) == Scheme::Dark)
        return; // in the dark, the lighter edge of a card does what a shadow cannot
    const auto cards = findChildren<Card *>(QString(), Qt::FindDirectChildrenOnly);
    for (const Card *card : cards)
        if (card->isVisible())
            paintCardShadow(painter, card->geometry());
}

} // namespace ui
