#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "storage/request_blocks.h"
#include "storage/value_marks.h"

namespace storage {

/// Rows of a block, by their place in it.
using BlockRows = std::bitset<static_cast<std::size_t>(kBlockRows)>;

/// Which value each row of a block has in one column: the marks that occur, and for each row which of them. Pure.
class BlockCodes {
public:
    BlockCodes() { m_codes.fill(kNone); }

    /// `place` is below kBlockRows. A place that is never set has no row.
    void set(std::size_t place, Mark value);
    /// For keeping: `u16 marks, u64 each of them`, and `u8` or, with many marks, `u16` for each row, little-endian. Of
    /// one mark that every row has, no codes.
    std::vector<unsigned char> bytes() const;

    /// Adds the rows that have `value`, by what bytes() gave. False for bytes that are none of ours.
    static bool add(BlockRows &to, std::string_view bytes, Mark value);

private:
    static constexpr std::uint16_t kNone = 0xFFFF;

    std::vector<std::uint64_t> m_marks{};
    std::array<std::uint16_t, static_cast<std::size_t>(kBlockRows)> m_codes{};
};

} // namespace storage
