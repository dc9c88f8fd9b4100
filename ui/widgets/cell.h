#pragma once

#include <cstdint>

#include <QMetaType>
#include <QString>

#include "ui/theme/tokens.h"

namespace ui {

/// What a mark says. Each has a colour, and always stands beside a word.
enum class Tone : std::uint8_t { Plain, Quiet, Accent, Ok, Warn, Error };

struct ToneTokens {
    Token text;
    Token fill;
    Token badge;
    Token badgeText;
};
ToneTokens tokensOf(Tone tone);

/// What one cell of a table shows. Models make it, CellDelegate paints it, so neither knows the other's business.
struct Cell {
    enum class Kind : std::uint8_t {
        Text,    ///< `text`, then `note` beside it.
        Number,  ///< `text` in digits of one width, flush right.
        Clock,   ///< `text` in digits of one width, then `note` in grey.
        Route,   ///< `note` → `text`; `text` alone when there is no note.
        Dot,     ///< A dot, `text`, then `note` in the tone's colour.
        Badge,   ///< `text` on a coloured pill, flush right.
        State,   ///< The same, flush left.
        Stack,   ///< A tile with two letters, `text` above `note`.
        Lines,   ///< `text` above `note`, the note in fixed-width letters.
        Pending, ///< On its way: a pale bar.
    };
    Kind kind = Kind::Text;
    QString text{};
    QString note{};
    Tone tone = Tone::Plain;
    QString icon{}; ///< Of resources/icons; before a Text, in the tone's colour.
    friend bool operator==(const Cell &, const Cell &) = default;
};

/// The cell in one line of plain text: for those who hear it, and for copies.
QString plainText(const Cell &cell);

/// Cells whose head stands flush right, as they do.
constexpr bool isFlushRight(Cell::Kind kind)
{
    return kind == Cell::Kind::Number || kind == Cell::Kind::Badge;
}

/// The item role under which models hand out their Cell.
inline constexpr int kCellRole = 0x0100 + 1; // Qt::UserRole + 1

/// The item role under which a row tells its id; empty while the row is not here.
inline constexpr int kIdRole = 0x0100 + 2;

} // namespace ui

Q_DECLARE_METATYPE(ui::Cell)
