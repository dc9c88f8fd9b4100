#include "ui/shell/fuzzy.h"

#include <QString>

namespace ui {
namespace {

constexpr int kWhole = 1000;  ///< The query stands in the text as it is …
constexpr int kAtStart = 400; ///< … at its start …
constexpr int kAtWord = 200;  ///< … or where a word begins.
constexpr int kWordLetter = 20;
constexpr int kNextLetter = 10;

bool beginsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

std::optional<int> scattered(QStringView text, QStringView query)
{
    int score = 0;
    qsizetype from = 0;
    for (const QChar letter : query) {
        if (letter.isSpace())
            continue;
        qsizetype at = text.indexOf(letter, from, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        const bool next = at == from && from > 0;
        // A letter that begins a word further on is meant more often than one inside this word.
        for (qsizetype later = at; !next && later >= 0; later = text.indexOf(letter, later + 1, Qt::CaseInsensitive))
            if (beginsWord(text, later)) {
                at = later;
                break;
            }
        score += beginsWord(text, at) ? kWordLetter : next ? kNextLetter : 1;
        from = at + 1;
    }
    return score;
}

/// Taking the first letter that fits, so that jumping ahead to a word never loses a text that does match.
bool holdsInOrder(QStringView text, QStringView query)
{
    qsizetype from = 0;
    for (const QChar letter : query) {
        if (letter.isSpace())
            continue;
        const qsizetype at = text.indexOf(letter, from, Qt::CaseInsensitive);
        if (at < 0)
            return false;
        from = at + 1;
    }
    return true;
}

} // namespace

std::optional<int> fuzzyScore(QStringView text, QStringView query)
{
    const QStringView wanted = query.trimmed();
    if (wanted.isEmpty())
        return 0;
    if (!holdsInOrder(text, wanted))
        return std::nullopt;
    const int shorter = -static_cast<int>(qMin<qsizetype>(text.size(), 99)); // the shorter text is the closer one
    const qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive);
    if (at >= 0)
        return kWhole + (at == 0 ? kAtStart : beginsWord(text, at) ? kAtWord : 0) + shorter;
    return scattered(text, wanted).value_or(0) + shorter;
}

} // namespace ui
