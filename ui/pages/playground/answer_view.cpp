#include "ui/pages/playground/answer_view.h"

#include <algorithm>

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include "ui/pages/playground/body_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using Kind = AnswerBlock::Kind;

constexpr int kSide = 24;
constexpr int kInset = 10; ///< How far a ground reaches beyond its text at the sides.

QString headOf(const AnswerBlock &block)
{
    switch (block.kind) {
    case Kind::Thinking:
        return AnswerView::tr("Thinking");
    case Kind::ToolCall:
        return AnswerView::tr("Calls the tool %1").arg(block.name);
    case Kind::Refusal:
        return AnswerView::tr("Refused");
    case Kind::Other:
        return AnswerView::tr("Something else: see Raw");
    case Kind::Text:
        break;
    }
    return {};
}

bool isApart(Kind kind)
{
    return kind != Kind::Text;
}

/// Arguments are spread out once they are whole; before that they may be cut anywhere.
QString textOf(const AnswerBlock &block, bool whole)
{
    if (block.kind != Kind::ToolCall || !whole || block.text.isEmpty())
        return block.text;
    const auto json = parseBody(block.text);
    return json ? bodyText(*json) : block.text;
}

} // namespace

AnswerView::AnswerView(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("answer"));
    setAccessibleName(tr("Answer"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setFont(fontFor(TextRole::Reading));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(kInset);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(kSide - kInset, 16 - kInset, kSide - kInset, 8);
}

bool AnswerView::grew(const std::vector<AnswerBlock> &blocks) const
{
    if (m_shown.empty() || blocks.size() != m_shown.size())
        return false;
    if (!std::equal(m_shown.begin(), m_shown.end() - 1, blocks.begin()))
        return false;
    const AnswerBlock &before = m_shown.back();
    const AnswerBlock &now = blocks.back();
    return before.kind == now.kind && before.name == now.name && !now.cut && now.text.startsWith(before.text);
}

void AnswerView::showAnswer(const TryState &state)
{
    const bool whole = !state.isRunning();
    if (state.blocks == m_shown && whole == m_whole)
        return;
    QScrollBar *bar = verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum();
    const bool onlyMore = !whole && !m_whole && grew(state.blocks) && state.blocks.back().kind != Kind::ToolCall;
    if (onlyMore) {
        const AnswerBlock &last = state.blocks.back();
        QTextCursor cursor(document());
        cursor.movePosition(QTextCursor::End);
        addParagraphs(cursor, last.text.mid(m_shown.back().text.size()), formatOf(last.kind),
                      isApart(last.kind) ? OnInset : OnCard);
    } else {
        rebuild(state.blocks, whole);
    }
    m_shown = state.blocks;
    m_whole = whole;
    if (follows && !whole)
        bar->setValue(bar->maximum());
}

void AnswerView::rebuild(const std::vector<AnswerBlock> &blocks, bool whole)
{
    const int place = verticalScrollBar()->value();
    clear();
    QTextCursor cursor(document());
    bool first = true;
    for (const AnswerBlock &block : blocks) {
        if (!first) {
            cursor.insertBlock();
            cursor.block().setUserState(OnCard);
            cursor.insertBlock();
        }
        first = false;
        addBlock(cursor, block, whole);
    }
    verticalScrollBar()->setValue(place);
    viewport()->update();
}

void AnswerView::addBlock(QTextCursor &cursor, const AnswerBlock &block, bool whole)
{
    const Ground ground = isApart(block.kind) ? OnInset : OnCard;
    if (const QString head = headOf(block); !head.isEmpty()) {
        addParagraphs(cursor, head, headFormat(), ground);
        if (!block.text.isEmpty())
            cursor.insertBlock();
    }
    addParagraphs(cursor, textOf(block, whole), formatOf(block.kind), ground);
    if (!block.cut)
        return;
    cursor.insertBlock();
    addParagraphs(cursor, tr("The rest is left out here. Raw has the end of it."), headFormat(), ground);
}

void AnswerView::addParagraphs(QTextCursor &cursor, const QString &text, const QTextCharFormat &format, Ground ground)
{
    bool first = true;
    for (const QString &line : text.split(u'\n')) {
        if (!first)
            cursor.insertBlock();
        first = false;
        cursor.block().setUserState(ground);
        cursor.insertText(line, format);
    }
}

QTextCharFormat AnswerView::formatOf(Kind kind) const
{
    QTextCharFormat out;
    const bool quiet = kind == Kind::Thinking || kind == Kind::Other;
    out.setFont(fontFor(kind == Kind::ToolCall ? TextRole::Code : quiet ? TextRole::Body : TextRole::Reading));
    out.setForeground(color(quiet ? Token::TextSecondary : Token::Text, palette()));
    return out;
}

QTextCharFormat AnswerView::headFormat() const
{
    QTextCharFormat out;
    out.setFont(fontFor(TextRole::Caption));
    out.setForeground(color(Token::TextSecondary, palette()));
    return out;
}

void AnswerView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Inset, palette()));
        const QTextBlock top = firstVisibleBlock();
        for (QTextBlock block = top; block.isValid();) {
            const QRectF from = blockBoundingGeometry(block).translated(contentOffset());
            if (from.top() > viewport()->height())
                break;
            const int state = block.userState();
            QRectF all = from;
            for (block = block.next(); block.isValid() && block.userState() == state; block = block.next())
                all.setBottom(blockBoundingGeometry(block).translated(contentOffset()).bottom());
            if (state == OnInset)
                painter.drawRoundedRect(all.adjusted(0, -4, 0, 4), metric::kControlRadius, metric::kControlRadius);
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void AnswerView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_shown.empty())
        rebuild(m_shown, m_whole); // formats keep their colours
}

} // namespace ui
