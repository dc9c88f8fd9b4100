#include "ui/widgets/badge.h"

#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kSide = 9;
constexpr int kDot = 6;
constexpr int kDotGap = 6;
constexpr int kIcon = 13;
constexpr int kGap = 4;

void paintPill(QPainter &painter, const QRect &box, const QColor &fill)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
}

} // namespace

Badge::Badge(const QString &text, Tone tone, QWidget *parent) : QWidget(parent), m_tone(tone)
{
    setFont(fontFor(TextRole::Caption));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(text, tone);
}

void Badge::setState(const QString &text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + kDot + kDotGap + 2 * kSide, metric::kBadge};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ToneTokens tokens = tokensOf(m_tone);
    paintPill(painter, rect(), color(tokens.badge, palette()));
    painter.setBrush(color(tokens.fill, palette()));
    painter.drawEllipse(QRectF(kSide, (height() - kDot) / 2.0, kDot, kDot));
    painter.setFont(font());
    painter.setPen(color(tokens.badgeText, palette()));
    painter.drawText(rect().adjusted(kSide + kDot + kDotGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

Chip::Chip(const QString &value, Tone tone, QWidget *parent) : QWidget(parent), m_tone(tone)
{
    setFont(fontFor(TextRole::Caption));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setValue(value);
}

void Chip::setField(const QString &field)
{
    m_field = field;
    describe();
}

void Chip::setValue(const QString &value)
{
    m_value = value;
    describe();
}

void Chip::setIconName(const QString &name)
{
    m_icon = name;
    describe();
}

void Chip::describe()
{
    setAccessibleName(m_field.isEmpty() ? m_value : m_field + u' ' + m_value);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    int width = fontMetrics().horizontalAdvance(m_value) + 2 * kSide;
    if (!m_field.isEmpty())
        width += fontMetrics().horizontalAdvance(m_field) + kGap;
    if (!m_icon.isEmpty())
        width += kIcon + kGap;
    return {width, metric::kChip};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ToneTokens tokens = tokensOf(m_tone);
    const bool fact = m_tone == Tone::Quiet || m_tone == Tone::Plain;
    paintPill(painter, rect(), color(fact ? Token::Inset : tokens.badge, palette()));
    const QColor ink = color(fact ? Token::Text : tokens.badgeText, palette());
    QRect room = rect().adjusted(kSide, 0, -kSide, 0);
    painter.setFont(font());
    if (!m_icon.isEmpty()) {
        paintIcon(painter, m_icon, QRectF(room.left(), 0, kIcon, height()), kIcon, ink);
        room.setLeft(room.left() + kIcon + kGap);
    }
    if (!m_field.isEmpty()) {
        painter.setPen(color(Token::TextSecondaryTinted, palette()));
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, m_field);
        room.setLeft(room.left() + fontMetrics().horizontalAdvance(m_field) + kGap);
    }
    painter.setPen(ink);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, m_value);
}

} // namespace ui
