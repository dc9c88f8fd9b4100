#include "ui/pages/connect/snippets.h"

#include <QCoreApplication>
#include <QFile>

#include "base/json.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QLatin1StringView kNames[] = {
    // a new client is its file and one line here
    "python"_L1, "javascript"_L1, "curl"_L1,       "claude-code"_L1, "codex"_L1,     "opencode"_L1,
    "cline"_L1,  "continue"_L1,   "open-webui"_L1, "librechat"_L1,   "anthropic"_L1, "google"_L1,
};

/// Words in the files that are no names of things.
[[maybe_unused]] constexpr const char *kWords[] = {
    QT_TRANSLATE_NOOP("ui::snippets", "any shell"),
    QT_TRANSLATE_NOOP("ui::snippets", "a terminal"),
    QT_TRANSLATE_NOOP("ui::snippets", "settings"),
    QT_TRANSLATE_NOOP("ui::snippets", "environment"),
    QT_TRANSLATE_NOOP("ui::snippets", "settings of Cline, API configuration"),
};

constexpr auto kWithoutKey = "{{without key}}"_L1;
constexpr auto kWithKey = "{{with key}}"_L1;

struct Member {
    QLatin1StringView name;
    QString Snippet::*member;
};
constexpr Member kMembers[] = {
    {"name"_L1, &Snippet::name}, {"note"_L1, &Snippet::note},         {"icon"_L1, &Snippet::icon},
    {"file"_L1, &Snippet::file}, {"language"_L1, &Snippet::language}, {"key"_L1, &Snippet::keyWords},
};

bool takeHead(Snippet &to, const QString &line)
{
    const qsizetype colon = line.indexOf(u": "_s);
    const QString name = line.left(colon);
    const QString value = line.mid(colon + 2).trimmed();
    if (colon < 0)
        return false;
    if (name == u"quote") {
        to.quote = value == u"json" ? Quote::Json : value == u"shell" ? Quote::Shell : Quote::Plain;
        return true;
    }
    if (name == u"base") {
        to.atRoot = value == u"root";
        return true;
    }
    for (const Member &member : kMembers)
        if (name == member.name) {
            to.*member.member = value;
            return true;
        }
    return false;
}

/// As JSON writes it, without the quotes around: line ends and control characters cannot appear.
QString inJson(const QString &text)
{
    const std::string quoted = base::dump(base::Json(text.toStdString()));
    return QString::fromStdString(quoted.substr(1, quoted.size() - 2));
}

QString written(const QString &text, Quote quote)
{
    if (quote == Quote::Plain)
        return text.simplified();
    const QString escaped = inJson(text);
    return quote == Quote::Shell ? QString(escaped).replace(u'\'', u"'\\''"_s) : escaped;
}

} // namespace

std::optional<Snippet> parseSnippet(const QString &id, const QString &text)
{
    Snippet out{.id = id};
    const QStringList parts = text.split(u"\n--- stream\n"_s);
    const qsizetype rule = parts.first().indexOf(u"\n---\n"_s);
    if (rule < 0)
        return std::nullopt;
    for (const QString &line : parts.first().left(rule).split(u'\n'))
        if (!takeHead(out, line))
            return std::nullopt;
    out.whole = parts.first().mid(rule + 5).trimmed();
    out.stream = parts.size() > 1 ? parts.at(1).trimmed() : QString();
    return out;
}

std::vector<Snippet> readSnippets()
{
    std::vector<Snippet> out;
    for (const QLatin1StringView name : kNames) {
        QFile file(u":/snippets/%1.txt"_s.arg(name));
        if (!file.open(QIODevice::ReadOnly))
            continue; // a test finds every one of them
        if (auto snippet = parseSnippet(name, QString::fromUtf8(file.readAll())))
            out.push_back(std::move(*snippet));
    }
    return out;
}

QString fillSnippet(const Snippet &snippet, bool stream, const SnippetValues &values)
{
    const bool known = !values.key.isEmpty();
    const QString key = !known                         ? snippet.keyWords
                        : snippet.quote == Quote::Json ? u'"' + inJson(values.key) + u'"'
                                                       : values.key;
    QStringList lines;
    for (QString line : (stream && !snippet.stream.isEmpty() ? snippet.stream : snippet.whole).split(u'\n')) {
        if (line.startsWith(known ? kWithoutKey : kWithKey))
            continue;
        line.remove(kWithoutKey).remove(kWithKey);
        line.replace(u"{{base}}"_s, written(values.base, snippet.quote));
        line.replace(u"{{key}}"_s, key);
        line.replace(u"{{model}}"_s, written(values.model, snippet.quote)); // last: a name may look like a place
        lines += line;
    }
    return lines.join(u'\n');
}

QString baseOf(const Snippet &snippet, const QString &endpoint)
{
    return snippet.atRoot ? endpoint : endpoint + u"/v1"_s;
}

QString snippetWord(const QString &english)
{
    return QCoreApplication::translate("ui::snippets", english.toUtf8().constData());
}

} // namespace ui
