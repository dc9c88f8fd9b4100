#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace routing {

/// 64 bytes of a text, a bit for each: the first is the lowest.
struct ByteBlock {
    static constexpr std::size_t kSize = 64;

    std::uint64_t words = 0;  ///< Letters and digits of ASCII.
    std::uint64_t others = 0; ///< What is neither one of those nor a blank.

    /// Those from `at` on; behind the text there are blanks. `at` is within it.
    static ByteBlock of(std::string_view text, std::size_t at);
};

} // namespace routing
