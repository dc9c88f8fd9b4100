#include "ui/widgets/status_dot.h"

#include <QPainter>

namespace ui {

StatusDot::StatusDot(int size, QWidget *parent) : QWidget(parent)
{
    setFixedSize(size + 4, size + 4); // the halo
}

void StatusDot::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

void StatusDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const ToneTokens tokens = tokensOf(m_tone);
    painter.setBrush(color(tokens.badge, palette()));
    painter.drawEllipse(rect());
    painter.setBrush(color(tokens.fill, palette()));
    painter.drawEllipse(QRectF(rect()).adjusted(2, 2, -2, -2));
}

} // namespace ui
