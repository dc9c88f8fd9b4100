#include "storage/value_marks.h"

namespace storage {
namespace {

constexpr int kProbes = 3;
constexpr int kProbeBits = 12;
static_assert(ValueMarks::kBytes * 8 == 1U << kProbeBits);

/// The bits of a mark, one after the other.
template <typename Take>
void eachBit(Mark mark, Take take)
{
    for (int probe = 0; probe < kProbes; ++probe) {
        const std::uint64_t bit = mark.hash >> (probe * kProbeBits) & ((1U << kProbeBits) - 1);
        take(static_cast<std::size_t>(bit / 8), static_cast<unsigned char>(1U << bit % 8));
    }
}

} // namespace

Mark Mark::of(MarkKind kind, std::string_view value)
{
    // FNV-1a, and what MurmurHash3 ends with, so that every bit depends on every other. Stored: not to be changed.
    std::uint64_t hash = 0xcbf29ce484222325U ^ static_cast<std::uint64_t>(kind);
    hash *= 0x100000001b3U;
    for (const char c : value) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdU;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53U;
    hash ^= hash >> 33;
    return {hash};
}

void ValueMarks::add(Mark mark)
{
    eachBit(mark, [this](std::size_t byte, unsigned char bit) { m_bits[byte] |= bit; });
}

bool ValueMarks::mayHave(std::span<const unsigned char> bytes, Mark mark)
{
    if (bytes.size() != kBytes)
        return true;
    bool all = true;
    eachBit(mark, [&](std::size_t byte, unsigned char bit) { all = all && (bytes[byte] & bit) != 0; });
    return all;
}

} // namespace storage
