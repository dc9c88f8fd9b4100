#pragma once

#include <cstdint>

#include <QFont>

namespace ui {

/// The seven sizes of the window, by what they are for; there are no others.
enum class TextRole : std::uint8_t {
    Figure,    ///< 32: the number of a tile.
    Title,     ///< 28: the page.
    Section,   ///< 20: a state, an empty page's headline.
    CardTitle, ///< 15, semibold.
    Reading,   ///< 15: text that is read, not scanned.
    Body,      ///< 13: nearly everything.
    Emphasis,  ///< 13, medium.
    Caption,   ///< 11, medium: table heads, captions.
    Code,      ///< 13, fixed width.
    CodeSmall, ///< 11, fixed width.
};

/// The font of a role in the current default locale (Chinese takes no letter-spacing).
QFont fontFor(TextRole role);

} // namespace ui
