#include "ui/widgets/newer_bar.h"

#include <QPainter>

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kHeight = 28;
constexpr int kDot = 6;
constexpr int kGap = 6;

} // namespace

NewerBar::NewerBar(QWidget *parent) : QPushButton(parent)
{
    setFont(fontFor(TextRole::Caption));
    setFixedHeight(kHeight);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Show new calls"));
    hide();
}

void NewerBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), color(underMouse() ? Token::Track : Token::Inset, palette()));
    painter.setFont(font());
    const int width = painter.fontMetrics().horizontalAdvance(text()) + kDot + kGap;
    const int left = (this->width() - width) / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::AccentFill, palette()));
    painter.drawEllipse(QRectF(left, (height() - kDot) / 2.0, kDot, kDot));
    painter.setPen(color(Token::AccentText, palette()));
    painter.drawText(rect().adjusted(left + kDot + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

} // namespace ui
