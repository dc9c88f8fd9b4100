#pragma once

#include <cstdint>
#include <string_view>

namespace ledger {

/// CRC-32C (Castagnoli) of `bytes`, going on from `seed`. About 0.15 ns a byte where the processor knows it, else 0.6.
/// Pure. Thread: any.
/// Source: RFC 3720, appendix B.4.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed = 0);
/// The same on any processor.
std::uint32_t crc32cByTables(std::string_view bytes, std::uint32_t seed = 0);

} // namespace ledger
