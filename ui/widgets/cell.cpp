#include "ui/widgets/cell.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

ToneTokens tokensOf(Tone tone)
{
    switch (tone) {
    case Tone::Quiet:
        return {Token::TextSecondary, Token::SeedGrey, Token::Inset, Token::TextSecondaryTinted};
    case Tone::Accent:
        return {Token::AccentText, Token::AccentFill, Token::AccentTint, Token::AccentText};
    case Tone::Ok:
        return {Token::OkText, Token::OkFill, Token::OkBadge, Token::OkText};
    case Tone::Warn:
        return {Token::WarnText, Token::WarnFill, Token::WarnBadge, Token::WarnText};
    case Tone::Error:
        return {Token::ErrorText, Token::ErrorFill, Token::ErrorBadge, Token::ErrorBadgeText};
    case Tone::Plain:
        break;
    }
    return {Token::Text, Token::SeedGrey, Token::Inset, Token::Text};
}

QString plainText(const Cell &cell)
{
    if (cell.note.isEmpty())
        return cell.text;
    switch (cell.kind) {
    case Cell::Kind::Clock:
        return cell.text + cell.note;
    case Cell::Kind::Route:
        return cell.note + u" → "_s + (cell.text.isEmpty() ? u"–"_s : cell.text);
    default:
        return cell.text + u' ' + cell.note;
    }
}

} // namespace ui
