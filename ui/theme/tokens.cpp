#include "ui/theme/tokens.h"

#include <array>
#include <cstddef>

#include <QPalette>

namespace ui {
namespace {

struct Row {
    Token token;
    QRgb light;
    QRgb dark;
};

// Unit: ARGB. Contrast of every text token on the grounds it is used on is at least 4.5:1.
constexpr std::array kRows{
    Row{Token::Window, 0xFFF5F5F7, 0xFF161617},        Row{Token::Card, 0xFFFFFFFF, 0xFF1D1D1F},
    Row{Token::Elevated, 0xFFFFFFFF, 0xFF2A2A2D},      Row{Token::Sidebar, 0xFFECECEF, 0xFF1A1A1C},
    Row{Token::Inset, 0xFFF2F2F4, 0xFF2A2A2D},         Row{Token::InsetOnWindow, 0xFFE8E8EC, 0xFF2A2A2D},
    Row{Token::Hover, 0xFFF7F7F9, 0xFF232326},         Row{Token::Code, 0xFFFAFAFC, 0xFF161617},
    Row{Token::Track, 0xFFE9E9EC, 0xFF333336},         Row{Token::Text, 0xFF1D1D1F, 0xFFF5F5F7},
    Row{Token::TextSecondary, 0xFF6E6E73, 0xFFA1A1A6}, Row{Token::TextSecondaryTinted, 0xFF5F5F64, 0xFFA1A1A6},
    Row{Token::SeedGrey, 0xFF86868B, 0xFF8E8E93},      Row{Token::AccentFill, 0xFF007AFF, 0xFF0A84FF},
    Row{Token::AccentButton, 0xFF006EDB, 0xFF0A6CE0},  Row{Token::AccentButtonHover, 0xFF0062CC, 0xFF0960C8},
    Row{Token::AccentText, 0xFF0066CC, 0xFF409CFF},    Row{Token::AccentTint, 0xFFE5F1FF, 0xFF0B2A4A},
    Row{Token::OnAccent, 0xFFFFFFFF, 0xFFFFFFFF},      Row{Token::FocusRing, 0xFF005FCC, 0xFF4DA3FF},
    Row{Token::OkText, 0xFF1E7B34, 0xFF30D158},        Row{Token::OkFill, 0xFF34C759, 0xFF30D158},
    Row{Token::OkBadge, 0xFFE6F6EA, 0xFF12361F},       Row{Token::WarnText, 0xFFA84B00, 0xFFFFB340},
    Row{Token::WarnFill, 0xFFFF9500, 0xFFFF9F0A},      Row{Token::WarnBadge, 0xFFFFF3E0, 0xFF3D2A08},
    Row{Token::ErrorText, 0xFFD70015, 0xFFFF6961},     Row{Token::ErrorFill, 0xFFFF3B30, 0xFFFF453A},
    Row{Token::ErrorBadge, 0xFFFFE9E8, 0xFF43181A},    Row{Token::ErrorBadgeText, 0xFFC4000F, 0xFFFF6961},
    Row{Token::Hairline, 0xFFD2D2D7, 0xFF3A3A3C},      Row{Token::RowLine, 0xFFEBEBEE, 0x14FFFFFF},
    Row{Token::ControlBorder, 0xFF8A8A8F, 0xFF77777C}, Row{Token::CardEdge, 0x0F000000, 0x09FFFFFF},
    Row{Token::CardTopEdge, 0x00000000, 0x14FFFFFF},   Row{Token::Toast, 0xFF1D1D1F, 0xFF2A2A2D},
    Row{Token::ToastText, 0xFFF5F5F7, 0xFFF5F5F7},     Row{Token::SearchGround, 0xFFF7F7F9, 0xFF232326},
    Row{Token::SegmentThumb, 0xFFFFFFFF, 0xFF48484B},  Row{Token::SwitchOff, 0xFFE9E9EA, 0xFF3A3A3C},
    Row{Token::SwitchOffEdge, 0xFF8E8E93, 0xFF6C6C70}, Row{Token::Scrim, 0x2E1D1D1F, 0x80000000},
    Row{Token::Chart1, 0xFF007AFF, 0xFF0A84FF},        Row{Token::Chart2, 0xFFAF52DE, 0xFFBF5AF2},
    Row{Token::Chart3, 0xFF0E8A9E, 0xFF40C8E0},        Row{Token::Chart4, 0xFFD6336C, 0xFFFF6482},
    Row{Token::Chart5, 0xFF8A6D3B, 0xFFFFD60A},        Row{Token::Chart6, 0xFF5856D6, 0xFF7D7AFF},
};

constexpr bool everyTokenInOrder()
{
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (static_cast<std::size_t>(kRows[i].token) != i)
            return false;
    return kRows.size() == static_cast<std::size_t>(Token::Count);
}
static_assert(everyTokenInOrder(), "kRows is read by position: one row per Token, in the enum's order");

} // namespace

QColor color(Token token, Scheme scheme)
{
    const Row &row = kRows[static_cast<std::size_t>(token)];
    return QColor::fromRgba(scheme == Scheme::Dark ? row.dark : row.light);
}

QColor color(Token token, const QPalette &palette)
{
    return color(token, schemeOf(palette));
}

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

} // namespace ui
