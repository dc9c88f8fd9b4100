#include "ui/widgets/button.h"

#include <QEnterEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kIcon = 16;
constexpr int kIconGap = 8;
constexpr int kSide = 14;

} // namespace

Button::Button(Kind kind, const QString &text, QWidget *parent) : QPushButton(text, parent), m_kind(kind)
{
    setFont(fontFor(TextRole::Emphasis));
    setFixedHeight(metric::kControl);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
}

void Button::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
    update();
}

QSize Button::sizeHint() const
{
    if (text().isEmpty())
        return {metric::kControl, metric::kControl};
    const int icon = m_icon.isEmpty() ? 0 : kIcon + kIconGap;
    m_widest = qMax(m_widest, 2 * kSide + icon + fontMetrics().horizontalAdvance(text()));
    return {m_widest, metric::kControl};
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

void Button::enterEvent(QEnterEvent *event)
{
    QPushButton::enterEvent(event);
    update();
}

void Button::leaveEvent(QEvent *event)
{
    QPushButton::leaveEvent(event);
    update();
}

QColor Button::labelColor() const
{
    if (!isEnabled())
        return color(Token::SeedGrey, palette());
    return color(m_kind == Kind::Primary ? Token::OnAccent : Token::Text, palette());
}

void Button::paintBox(QPainter &painter) const
{
    const bool lit = isEnabled() && (underMouse() || isDown());
    painter.setPen(Qt::NoPen);
    switch (m_kind) {
    case Kind::Primary:
        painter.setBrush(color(lit ? Token::AccentButtonHover : Token::AccentButton, palette()));
        break;
    case Kind::Secondary:
        painter.setBrush(color(lit ? Token::Track : Token::Inset, palette()));
        break;
    case Kind::Outlined:
        painter.setBrush(color(lit ? Token::Hover : Token::Card, palette()));
        painter.setPen(QPen(color(Token::Hairline, palette()), 1));
        break;
    case Kind::Plain:
        painter.setBrush(lit ? QBrush(color(Token::Inset, palette())) : Qt::NoBrush);
        break;
    }
    const qreal inset = m_kind == Kind::Outlined ? 0.5 : 0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), metric::kControlRadius,
                            metric::kControlRadius);
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter);
    const QColor ink = labelColor();
    if (text().isEmpty()) {
        paintIcon(painter, m_icon, rect(), kIcon, ink);
        return;
    }
    const int icon = m_icon.isEmpty() ? 0 : kIcon + kIconGap;
    const int start = (width() - icon - fontMetrics().horizontalAdvance(text())) / 2;
    if (icon > 0)
        paintIcon(painter, m_icon, QRectF(start, 0, kIcon, height()), kIcon, ink);
    painter.setFont(font());
    painter.setPen(ink);
    painter.drawText(QRect(start + icon, 0, width() - start - icon, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
}

} // namespace ui
