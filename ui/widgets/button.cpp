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
constexpr qreal kDimmed = 0.45;

} // namespace

Button::Button(Kind kind, const QString &text, QWidget *parent) : QPushButton(text, parent), m_kind(kind)
{
    setFont(fontFor(TextRole::Emphasis));
    setFixedHeight(metric::kControl);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
}

void Button::setButtonSize(Size size)
{
    setFixedHeight(static_cast<int>(size));
    updateGeometry();
}

void Button::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
    update();
}

QSize Button::sizeHint() const
{
    const int high = maximumHeight();
    if (text().isEmpty())
        return {high, high};
    const int icon = m_icon.isEmpty() ? 0 : kIcon + kIconGap;
    const int side = isBare() ? 0 : kSide;
    m_widest = qMax(m_widest, 2 * side + icon + fontMetrics().horizontalAdvance(text()));
    return {m_widest, high};
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
    if (!isEnabled() && m_kind != Kind::Primary)
        return color(Token::SeedGrey, palette());
    switch (m_kind) {
    case Kind::Primary:
        return color(Token::OnAccent, palette());
    case Kind::Text:
        return color(Token::AccentText, palette());
    case Kind::Danger:
        return color(Token::ErrorBadgeText, palette());
    case Kind::OnToast: // dark in both themes
        return color(Token::AccentText, Scheme::Dark);
    default:
        return color(Token::Text, palette());
    }
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
    case Kind::Danger:
        painter.setBrush(color(Token::ErrorBadge, palette()));
        break;
    case Kind::Text:
    case Kind::OnToast:
        return;
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
    if (!isEnabled() && m_kind == Kind::Primary)
        painter.setOpacity(kDimmed);
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
    QFont words = font();
    words.setUnderline(isBare() && isEnabled() && underMouse());
    painter.setFont(words);
    painter.setPen(ink);
    painter.drawText(QRect(start + icon, 0, width() - start - icon, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
}

} // namespace ui
