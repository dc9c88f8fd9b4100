#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pricing {

/// What the encodings tell characters apart by. The values stand in the generated table.
enum class CharClass : std::uint8_t {
    Other,
    Upper,   ///< Lu, Lt.
    Lower,   ///< Ll.
    Letter,  ///< Lm, Lo: of no case, or of both.
    Mark,    ///< M.
    Number,  ///< N.
    Space,   ///< White_Space, without
    Newline, ///< CR and LF.
};

/// Several of them, as bits.
using CharClasses = unsigned;
constexpr CharClasses bit(CharClass one)
{
    return 1U << static_cast<unsigned>(one);
}

inline constexpr std::size_t kClassBlock = 256;
inline constexpr std::size_t kClassBlocks = 0x110000 / kClassBlock;
extern const std::array<std::uint8_t, kClassBlocks> kClassBlockOf; ///< Which of the blocks below.
extern const std::string_view kClassesOfBlocks;                    ///< One digit per character.

/// One character and how many bytes it has.
struct SeenChar {
    CharClass cls = CharClass::Other;
    std::uint8_t size = 1;
    bool in(CharClasses classes) const { return (bit(cls) & classes) != 0; }
};

/// The character at `at`. Invariant: `text` is well-formed UTF-8 and `at` begins a character of it.
inline SeenChar charAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    std::uint32_t point = byte(0);
    std::uint8_t size = 1;
    if (point >= 0xF0) {
        point = (point & 7U) << 18U | (byte(1) & 63U) << 12U | (byte(2) & 63U) << 6U | (byte(3) & 63U);
        size = 4;
    } else if (point >= 0xE0) {
        point = (point & 15U) << 12U | (byte(1) & 63U) << 6U | (byte(2) & 63U);
        size = 3;
    } else if (point >= 0xC0) {
        point = (point & 31U) << 6U | (byte(1) & 63U);
        size = 2;
    }
    const std::size_t cell = kClassBlockOf[point / kClassBlock] * kClassBlock + point % kClassBlock;
    return {static_cast<CharClass>(kClassesOfBlocks[cell] - '0'), size};
}

} // namespace pricing
