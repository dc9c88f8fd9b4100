#include "ui/widgets/text_area.h"

#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

namespace ui {
namespace {

constexpr int kInset = 5;

} // namespace

TextArea::TextArea(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setTabChangesFocus(true);
    document()->setDocumentMargin(kInset);
}

void TextArea::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Token::ControlBorder, palette()), 1));
        painter.setBrush(palette().base());
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius,
                                metric::kControlRadius);
    }
    QPlainTextEdit::paintEvent(event);
}

} // namespace ui
