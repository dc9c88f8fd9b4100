#include "ui/widgets/text_area.h"

#include <utility>

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

void TextArea::setInvalid(bool invalid)
{
    if (std::exchange(m_invalid, invalid) != invalid)
        viewport()->update();
}

void TextArea::paintEvent(QPaintEvent *event)
{
    {
        const qreal edge = m_invalid ? 0.75 : 0.5;
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_invalid ? QPen(color(Token::ErrorFill, palette()), 1.5)
                                 : QPen(color(Token::ControlBorder, palette()), 1));
        painter.setBrush(palette().base());
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(edge, edge, -edge, -edge), metric::kControlRadius,
                                metric::kControlRadius);
    }
    QPlainTextEdit::paintEvent(event);
}

} // namespace ui
