#include "ui/widgets/label.h"

#include <QPainter>

namespace ui {

Label::Label(TextRole role, Tone tone, QWidget *parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(role));
}

void Label::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

QSize Label::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(qMin(hint.width(), fontMetrics().averageCharWidth() * 4), hint.height()) : hint;
}

void Label::paintEvent(QPaintEvent *)
{
    // The colour is looked up here and not kept in a palette of our own, so that a change of theme reaches it.
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(color(isEnabled() ? tokensOf(m_tone).text : Token::SeedGrey, palette()));
    if (!m_elided) {
        const int wrap = wordWrap() ? Qt::TextWordWrap : 0;
        painter.drawText(contentsRect(), static_cast<int>(alignment()) | wrap, text());
        return;
    }
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    setToolTip(shown == text() ? QString() : text().toHtmlEscaped()); // else Qt would read markup into it
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
}

} // namespace ui
