#include <QAbstractItemView>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>

#include "ui/shots/settled_client.h"
#include "ui/shots/widget_checks.h"
#include "ui/shots/widget_path.h"
#include "ui/widgets/code_block.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Names, and what is the same in every language.
constexpr const char *kEverywhere[] = {
    "switchyard", "openai",  "anthropic", "ollama",   "python",   "javascript", "curl",      "claude", "code", "codex",
    "cline",      "open",    "webui",     "api",      "http",     "https",      "url",       "json",   "usd",  "utc",
    "ctrl",       "alt",     "shift",     "esc",      "enter",    "del",        "home",      "end",    "f",    "k",
    "m",          "p",       "s",         "ms",       "id",       "llm",        "env",       "file",   "sk",   "v",
    "local",      "english", "中文",      "简体中文", "opencode", "continue",   "librechat", "sdk",    "host", "csv",
    "pdf",        "google",  "genai",     "sha",      "socks",
};

bool isForeign(const QString &word, const QSet<QString> &outside)
{
    static const QSet<QString> known = [] {
        QSet<QString> out;
        for (const char *name : kEverywhere)
            out += QString::fromUtf8(name);
        const QLocale locale;
        for (int i = 1; i <= 12; ++i)
            for (const auto form : {QLocale::ShortFormat, QLocale::LongFormat})
                for (const QString &part : {locale.monthName(i, form), locale.dayName((i - 1) % 7 + 1, form)})
                    out += part.toLower();
        return out;
    }();
    return word.size() > 1 && !known.contains(word) && !outside.contains(word);
}

void look(const QString &text, const QString &where, const QSet<QString> &outside, Findings &out)
{
    if (text.contains(u'[') || text.contains(u']')) // a figure and its unit may stand apart
        return;
    for (const QString &word : wordsOf(text))
        if (isForeign(word, outside)) {
            out += {where, u"is not translated: \"%1\""_s.arg(text.left(80))};
            return;
        }
}

/// A line that tells in its tool tip what does not fit into it.
bool isTypedText(const QWidget &widget, const QString &text)
{
    const auto *line = qobject_cast<const QLineEdit *>(&widget);
    return line != nullptr && text == line->text().toHtmlEscaped();
}

/// What a computer reads is the same in every language.
bool isCode(const QWidget &widget)
{
    return qobject_cast<const QLabel *>(&widget) && qobject_cast<const CodeBlock *>(widget.parentWidget());
}

void lookAtHead(const QTableView &table, const QSet<QString> &outside, Findings &out)
{
    for (int i = 0; table.model() != nullptr && i < table.model()->columnCount(); ++i)
        look(table.model()->headerData(i, Qt::Horizontal).toString(), pathOf(table) + u" > column"_s, outside, out);
}

} // namespace

Findings checkWords(const QWidget &window, const QSet<QString> &outside)
{
    Findings out;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || isCode(*widget))
            continue;
        const QString where = pathOf(*widget);
        for (const QString &text : {textOf(*widget), widget->accessibleName(), widget->toolTip()})
            if (!isTypedText(*widget, text))
                look(text, where, outside, out);
        if (const auto *table = qobject_cast<const QTableView *>(widget))
            lookAtHead(*table, outside, out);
    }
    return out;
}

} // namespace ui
