#include "ui/widgets/code_view.h"

#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kNumbers = 44;   ///< Room of the line numbers.
constexpr int kNumberEnd = 32; ///< Where they end.
constexpr int kTop = 12;

struct Language {
    QLatin1StringView name;
    const char16_t *words;
    const char16_t *comment;
};
constexpr Language kLanguages[] = {
    {"python"_L1, u"\\b(from|import|for|in|if|or|and|not|as|with|def|return|True|False|None)\\b", u"#.*$"},
    {"javascript"_L1, u"\\b(import|from|const|let|new|await|for|of|if|return|true|false|null)\\b", u"//.*$"},
    {"shell"_L1, u"\\b(export)\\b", u"(^|\\s)#.*$"},
    {"toml"_L1, u"\\b(true|false)\\b", u"(^|\\s)#.*$"},
    {"yaml"_L1, u"\\b(true|false|null)\\b", u"(^|\\s)#.*$"},
    {"json"_L1, u"\\b(true|false|null)\\b", u"^$"},
};

} // namespace

/// Looks its colours up each time it runs; it runs again when the palette changes.
class CodeView::Colours final : public QSyntaxHighlighter {
public:
    explicit Colours(CodeView &view) : QSyntaxHighlighter(view.document()), m_view(view) {}

    void setLanguage(const QString &name)
    {
        m_language = nullptr;
        for (const Language &language : kLanguages)
            if (name == language.name)
                m_language = &language;
    }

protected:
    void highlightBlock(const QString &text) override
    {
        if (!m_language)
            return;
        static const QRegularExpression strings(u"\"([^\"\\\\]|\\\\.)*\""_s);
        mark(text, QRegularExpression(QString::fromUtf16(m_language->words)), Token::Chart6);
        mark(text, QRegularExpression(QString::fromUtf16(m_language->comment)), Token::TextSecondary);
        mark(text, strings, Token::OkText);
    }

private:
    void mark(const QString &text, const QRegularExpression &pattern, Token token)
    {
        for (auto hits = pattern.globalMatch(text); hits.hasNext();) {
            const auto hit = hits.next();
            setFormat(static_cast<int>(hit.capturedStart()), static_cast<int>(hit.capturedLength()),
                      color(token, m_view.palette()));
        }
    }
    CodeView &m_view;
    const Language *m_language = nullptr;
};

/// One line is as high as the next and nothing scrolls up or down, so a number's place is its count.
class CodeView::Numbers final : public QWidget {
public:
    explicit Numbers(CodeView &view) : QWidget(&view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(m_view.font());
        painter.setPen(color(Token::TextSecondary, palette()));
        const int high = m_view.lineHeight();
        for (int line = 0; line < m_view.blockCount(); ++line)
            painter.drawText(QRect(0, line * high, kNumberEnd, high), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(line + 1));
    }

private:
    CodeView &m_view;
};

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent), m_colours(new Colours(*this)), m_numbers(new Numbers(*this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setFont(fontFor(TextRole::Code));
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(kNumbers, kTop, 12, kTop);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void CodeView::setCode(const QString &code, const QString &language)
{
    if (code == toPlainText())
        return;
    m_colours->setLanguage(language);
    setPlainText(code);
    m_numbers->update();
    updateGeometry();
}

int CodeView::lineHeight() const
{
    return qRound(blockBoundingRect(document()->firstBlock()).height());
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    m_numbers->setGeometry(0, kTop, kNumbers, height() - kTop);
}

int CodeView::wholeHeight() const
{
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    return blockCount() * lineHeight() + 2 * kTop + bar + 2;
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_colours->rehighlight();
}

} // namespace ui
