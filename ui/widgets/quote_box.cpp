#include "ui/widgets/quote_box.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/copy_button.h"

namespace ui {
namespace {

constexpr int kHighest = 160;
constexpr int kPadding = 8;

} // namespace

QuoteBox::QuoteBox(const QString &text, const QString &name, QWidget *parent)
    : QWidget(parent), m_text(new QPlainTextEdit(this))
{
    m_text->setPlainText(text);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(name);
    m_text->setFont(fontFor(TextRole::CodeSmall));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->viewport()->setAutoFillBackground(false);
    auto *copy = new CopyButton(CopyButton::Label::IconOnly, tr("Copy"), this);
    copy->setButtonSize(Button::Size::Card);
    copy->setCopyText(text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kPadding, 4, 4, 4);
    row->setSpacing(4);
    row->addWidget(m_text, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
}

void QuoteBox::fit()
{
    const int lines = qMax(1, static_cast<int>(m_text->document()->size().height())); // counted in lines, here
    const int high =
        lines * m_text->fontMetrics().lineSpacing() + 2 * static_cast<int>(m_text->document()->documentMargin());
    m_text->setVerticalScrollBarPolicy(high > kHighest ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_text->setFixedHeight(qMin(high, kHighest));
}

void QuoteBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void QuoteBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Inset, palette()));
    painter.drawRoundedRect(rect(), metric::kControlRadius, metric::kControlRadius);
}

} // namespace ui
