#include "base/id.h"

#include <array>
#include <random>
#include <span>

#include "base/text.h"

namespace base {
namespace {

std::uint64_t seed()
{
    std::random_device device;
    return (std::uint64_t{device()} << 32) ^ device();
}

} // namespace

std::uint64_t fastRandom()
{
    thread_local std::uint64_t state = seed();
    state += 0x9E3779B97F4A7C15ULL; // SplitMix64
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

std::string makeId(std::string_view prefix, std::int64_t wallMillis)
{
    std::array<unsigned char, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(wallMillis) >> (8 * (5 - i)));
    const std::uint64_t a = fastRandom();
    const std::uint64_t b = fastRandom();
    for (std::size_t i = 0; i < 2; ++i)
        bytes[6 + i] = static_cast<unsigned char>(a >> (8 * i));
    for (std::size_t i = 0; i < 8; ++i)
        bytes[8 + i] = static_cast<unsigned char>(b >> (8 * i));
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x70U); // version 7
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U); // the RFC's variant
    return std::string(prefix) + toHex(bytes);
}

} // namespace base
