#include "routing/byte_block.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace routing {
namespace {

constexpr unsigned char kCaseBit = 0x20; // of a letter; digits have it, too

#if defined(__SSE2__)

constexpr std::size_t kStep = 16;
using Bytes = unsigned char __attribute__((vector_size(kStep)));
using Mask = char __attribute__((vector_size(kStep)));

template <typename Lanes>
std::uint64_t bitsOf(Lanes lanes)
{
    return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(std::bit_cast<Mask>(lanes)));
}

ByteBlock classify(const char *from)
{
    constexpr unsigned char kA = 'a', kZero = '0', kBlank = ' ', kLetters = 26, kDigits = 10;
    ByteBlock out;
    for (std::size_t at = 0; at < ByteBlock::kSize; at += kStep) {
        Bytes bytes;
        std::memcpy(&bytes, from + at, kStep);
        const Bytes letter = (bytes | kCaseBit) - kA; // unsigned: whatever is below wraps around
        const Bytes digit = bytes - kZero;
        const std::uint64_t words = bitsOf((letter < kLetters) | (digit < kDigits));
        out.words |= words << at;
        out.others |= (words | bitsOf(bytes == kBlank)) << at;
    }
    out.others = ~out.others;
    return out;
}

#else

ByteBlock classify(const char *from)
{
    ByteBlock out;
    for (std::size_t at = 0; at < ByteBlock::kSize; ++at) {
        const auto byte = static_cast<unsigned char>(from[at]);
        const unsigned char lower = byte | kCaseBit;
        const bool word = (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
        out.words |= std::uint64_t{word} << at;
        out.others |= std::uint64_t{!word && byte != ' '} << at;
    }
    return out;
}

#endif

} // namespace

ByteBlock ByteBlock::of(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    if (rest.size() >= kSize)
        return classify(rest.data());
    std::array<char, kSize> padded;
    padded.fill(' ');
    std::ranges::copy(rest, padded.begin());
    return classify(padded.data());
}

} // namespace routing
