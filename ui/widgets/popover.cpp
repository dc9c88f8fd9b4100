#include "ui/widgets/popover.h"

#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/theme/tokens.h"

namespace ui {
namespace {

constexpr int kGap = 6;
constexpr int kPadding = 8;

} // namespace

Popover::Popover(QWidget &anchor, QWidget *content) : QWidget(&anchor, Qt::Popup), m_anchor(anchor)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    column->addWidget(content);
    setFocusProxy(content);
}

void Popover::open()
{
    adjustSize();
    const QRect room = m_anchor.screen()->availableGeometry();
    QPoint corner = m_anchor.mapToGlobal(QPoint(0, m_anchor.height() + kGap));
    if (corner.y() + height() > room.bottom())
        corner.setY(m_anchor.mapToGlobal(QPoint(0, 0)).y() - kGap - height());
    corner.setX(qBound(room.left(), corner.x(), qMax(room.left(), room.right() - width())));
    move(corner);
    show();
    setFocus(Qt::PopupFocusReason);
}

void Popover::hideEvent(QHideEvent *)
{
    m_anchor.setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
}

// Corners stay square: round ones need a compositor, and without one they are black.
void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Elevated, palette()));
    painter.setPen(QPen(color(Token::Hairline, palette()), 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace ui
