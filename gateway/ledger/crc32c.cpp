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

#if defined(__x86_64__)
/// The processor's own instruction, where there is one.
__attribute__((target("sse4.2"))) std::uint32_t byInstruction(std::string_view bytes, std::uint32_t seed)
{
    std::uint64_t wide = ~seed;
    while (bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        wide = __builtin_ia32_crc32di(wide, word);
        bytes.remove_prefix(8);
    }
    auto crc = static_cast<std::uint32_t>(wide);
    for (const char c : bytes)
        crc = __builtin_ia32_crc32qi(crc, static_cast<unsigned char>(c));
    return ~crc;
}

#endif

} // namespace

std::uint32_t crc32cByTables(std::string_view bytes, std::uint32_t seed)
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

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed)
{
#if defined(__x86_64__)
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (hasInstruction)
        return byInstruction(bytes, seed);
#endif
    return crc32cByTables(bytes, seed);
}

} // namespace ledger
