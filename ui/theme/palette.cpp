#include "ui/theme/palette.h"

namespace ui {
namespace {

struct Row {
    QPalette::ColorRole role;
    Token token;
    Token disabled;
};

constexpr Row kRows[] = {
    {QPalette::Window, Token::Window, Token::Window},
    {QPalette::WindowText, Token::Text, Token::SeedGrey},
    {QPalette::Base, Token::Card, Token::Card},
    {QPalette::AlternateBase, Token::Hover, Token::Hover},
    {QPalette::Text, Token::Text, Token::SeedGrey},
    {QPalette::PlaceholderText, Token::TextSecondary, Token::SeedGrey},
    {QPalette::Button, Token::Card, Token::Card},
    {QPalette::ButtonText, Token::Text, Token::SeedGrey},
    {QPalette::BrightText, Token::OnAccent, Token::OnAccent},
    {QPalette::Highlight, Token::AccentTint, Token::Inset},
    {QPalette::HighlightedText, Token::Text, Token::SeedGrey},
    {QPalette::Link, Token::AccentText, Token::SeedGrey},
    {QPalette::LinkVisited, Token::AccentText, Token::SeedGrey},
    {QPalette::ToolTipBase, Token::Toast, Token::Toast},
    {QPalette::ToolTipText, Token::ToastText, Token::ToastText},
    {QPalette::Light, Token::Elevated, Token::Elevated},
    {QPalette::Midlight, Token::RowLine, Token::RowLine},
    {QPalette::Mid, Token::Hairline, Token::Hairline},
    {QPalette::Dark, Token::ControlBorder, Token::Hairline},
    {QPalette::Shadow, Token::ControlBorder, Token::Hairline},
};

} // namespace

QPalette makePalette(Scheme scheme)
{
    QPalette palette;
    for (const Row &row : kRows) {
        // All three groups by hand: a group left alone keeps the platform's colour, and half the window stays light.
        palette.setColor(QPalette::Active, row.role, color(row.token, scheme));
        palette.setColor(QPalette::Inactive, row.role, color(row.token, scheme));
        palette.setColor(QPalette::Disabled, row.role, color(row.disabled, scheme));
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    palette.setColor(QPalette::Accent, color(Token::AccentFill, scheme));
#endif
    return palette;
}

} // namespace ui
