#include "ledger/crc32c.h"

#include <array>
#include <bit>
#include <cstring>

namespace ledger {
namespace {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

/// Table k gives the effect of a byte that k more bytes follow, so that eight bytes go in one step.
constexpr Tables makeTables()
{
    constexpr std::uint32_t kPolynomial = 0x82F63B78; // bits reversed
    Tables out{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? kPolynomial : 0U);
        out[0][i] = crc;
    }
    for (std::size_t k = 1; k < out.size(); ++k)
        for (std::size_t i = 0; i < 256; ++i)
            out[k][i] = (out[k - 1][i] >> 8) ^ out[0][out[k - 1][i] & 0xFFU];
    return out;
}

constexpr Tables kTables = makeTables();

std::uint32_t littleEndian(const char *bytes)
{
    std::uint32_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    if constexpr (std::endian::native == std::endian::big)
        value = __builtin_bswap32(value);
    return value;
}

} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed)
{
    std::uint32_t crc = ~seed;
    while (bytes.size() >= 8) {
        const std::uint32_t low = littleEndian(bytes.data()) ^ crc;
        const std::uint32_t high = littleEndian(bytes.data() + 4);
        crc = kTables[7][low & 0xFFU] ^ kTables[6][low >> 8 & 0xFFU] ^ kTables[5][low >> 16 & 0xFFU]
            ^ kTables[4][low >> 24] ^ kTables[3][high & 0xFFU] ^ kTables[2][high >> 8 & 0xFFU]
            ^ kTables[1][high >> 16 & 0xFFU] ^ kTables[0][high >> 24];
        bytes.remove_prefix(8);
    }
    for (const char c : bytes)
        crc = (crc >> 8) ^ kTables[0][(crc ^ static_cast<unsigned char>(c)) & 0xFFU];
    return ~crc;
}

} // namespace ledger
