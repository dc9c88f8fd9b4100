#include "ui/shell/help_sheet.h"

#include <QEvent>
#include <QFile>
#include <QLocale>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>

#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;
constexpr int kIndent = 16;
constexpr int kLineHeight = 140; ///< Unit: percent.

QString read(const QString &file)
{
    QFile help(file);
    return help.open(QIODevice::ReadOnly) ? QString::fromUtf8(help.readAll()) : QString();
}

/// Shows our own text and nothing from elsewhere: no picture, no link is ever loaded.
class HelpText final : public QTextBrowser {
public:
    explicit HelpText(const QString &markdown)
    {
        setObjectName(u"helpText"_s);
        setFrameShape(QFrame::NoFrame);
        setOpenLinks(false);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        viewport()->setAutoFillBackground(false);
        document()->setDocumentMargin(0);
        document()->setIndentWidth(kIndent);
        setViewportMargins(kSide, 0, kSide, kSide);
        document()->setDefaultFont(fontFor(TextRole::Body));
        setMarkdown(markdown);
        dress();
    }
    QVariant loadResource(int, const QUrl &) override { return {}; }

private:
    /// Headings and lines as the rest of the window has them.
    void dress()
    {
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
            QTextCursor cursor(block);
            QTextBlockFormat format = block.blockFormat();
            const bool heading = format.headingLevel() > 0;
            format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
            format.setTopMargin(heading && block.position() > 0 ? 20 : 4);
            format.setBottomMargin(heading ? 4 : 6);
            cursor.setBlockFormat(format);
            if (!heading)
                continue;
            cursor.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat words;
            words.setFont(fontFor(TextRole::CardTitle));
            cursor.setCharFormat(words);
        }
    }
};

} // namespace

QString HelpSheet::textFor(const QString &page)
{
    const bool chinese = QLocale().language() == QLocale::Chinese;
    const QString own = chinese ? read(u":/help/zh_CN/%1.md"_s.arg(page)) : QString();
    return own.isEmpty() ? read(u":/help/en/%1.md"_s.arg(page)) : own;
}

HelpSheet::HelpSheet(QWidget &window, const QString &page, const QString &title) : Sheet(window, metric::kSheetWidth)
{
    setObjectName(u"helpSheet"_s);
    setTitle(title);
    setSubtitle(tr("Help"));
    auto *text = new HelpText(textFor(page));
    text->setAccessibleName(tr("Help"));
    setContent(text);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

} // namespace ui
