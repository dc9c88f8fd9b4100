#include "ui/widgets/code_block.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"

namespace ui {

CodeBlock::CodeBlock(const QString &code, const QString &copyName, QWidget *parent)
    : QWidget(parent),
      m_text(new Label(TextRole::Code, Tone::Plain, this)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, copyName, this))
{
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_text->setContentsMargins(0, 7, 0, 7); // one line is then as high as the button beside it
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 6, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    setCode(code);
}

void CodeBlock::setCode(const QString &code)
{
    m_text->setText(code);
    m_copy->setCopyText(code);
}

QString CodeBlock::code() const
{
    return m_text->text();
}

void CodeBlock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::RowLine, palette()), 1));
    painter.setBrush(color(Token::Code, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius,
                            metric::kControlRadius);
}

} // namespace ui
