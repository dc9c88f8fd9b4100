#pragma once

#include <cstdint>

#include <QColor>

class QPalette;

namespace ui {

enum class Scheme : std::uint8_t { Light, Dark };

/// Every colour the window uses, by what it is for. The values stand in one table, tokens.cpp.
enum class Token : std::uint8_t {
    Window,
    Card,
    Elevated,
    Sidebar,
    Inset,         ///< Secondary button, read-only field, monogram tile on a card.
    InsetOnWindow, ///< The same on the window's own grey.
    Hover,
    Code,
    Track,
    Text,
    TextSecondary,
    TextSecondaryTinted, ///< Secondary text on sidebar or tint, where TextSecondary is too pale to read.
    SeedGrey,            ///< Icons, marks and disabled text only.
    AccentFill,
    AccentButton,
    AccentButtonHover,
    AccentText,
    AccentTint,
    OnAccent,
    FocusRing,
    OkText,
    OkFill,
    OkBadge,
    WarnText,
    WarnFill,
    WarnBadge,
    ErrorText,
    ErrorFill,
    ErrorBadge,
    ErrorBadgeText,
    Hairline,
    RowLine,
    ControlBorder,
    CardEdge,    ///< Outline of a card, translucent.
    CardTopEdge, ///< The lighter line that stands for a shadow in the dark.
    Toast,
    ToastText,
    SearchGround,
    SegmentThumb, ///< The chosen part of a segmented control.
    SwitchOff,
    SwitchOffEdge,
    Scrim,  ///< Over the window while a dialog or a sheet is open, translucent.
    Chart1, ///< The six colours of series, in their order. A model keeps its colour on every page.
    Chart2,
    Chart3,
    Chart4,
    Chart5,
    Chart6,
    Count
};

QColor color(Token token, Scheme scheme);

/// The token in the scheme that `palette` belongs to. Widgets ask while painting and keep nothing, so a live change of
/// theme leaves no old colour behind.
QColor color(Token token, const QPalette &palette);

Scheme schemeOf(const QPalette &palette);

} // namespace ui
