#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ledger {

/// The CRC-32C of any part of the same bytes, at a price that does not depend on the part's length: they are gone
/// through once, however many overlapping parts are asked for. Thread: one. `bytes` outlive it.
class Crc32cWindows {
public:
    explicit Crc32cWindows(std::string_view bytes) : m_bytes(bytes) {}

    /// As crc32c(bytes.substr(begin, length), seed). The part must lie within the bytes.
    std::uint32_t of(std::size_t begin, std::size_t length, std::uint32_t seed);

    std::string_view bytes() const { return m_bytes; }
    std::int64_t looked() const { return m_looked; } ///< How many bytes were gone through so far, in all.

private:
    std::uint32_t registerAt(std::size_t end);

    std::string_view m_bytes;
    std::vector<std::uint32_t> m_registers{0}; ///< After every kStep bytes, begun with 0.
    std::int64_t m_looked = 0;
};

} // namespace ledger
