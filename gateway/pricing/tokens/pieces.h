#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pricing {

/// By which regular expression an encoding cuts a text into the pieces that its tokens lie within.
enum class Splitting : std::uint8_t { Cl100k = 1, O200k = 2 };

/// Where the piece that begins at `at` ends. Each of the two reads what its expression says, alternative by alternative;
/// the time for a whole text is linear in it.
/// Invariant: `text` is well-formed UTF-8, `at` is below its size and the end of the piece before.
std::size_t pieceEnd(Splitting how, std::string_view text, std::size_t at);

} // namespace pricing
