#include "pricing/tokens/vocabulary.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace pricing {
namespace {

constexpr std::string_view kMagic = "tokens1\n";
constexpr std::size_t kHead = kMagic.size() + 5;
constexpr std::size_t kShort = 8;
constexpr std::size_t kBitsPerToken = 8; // of the filter: one in eight of what is no token passes
constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;

std::uint64_t mixed(std::uint64_t value)
{
    value *= kOdd;
    return value ^ (value >> 32U);
}

/// Up to eight bytes as a number, zeros behind them.
std::uint64_t numberOf(const char *bytes, std::size_t size)
{
    std::uint64_t out = 0;
    if (size == kShort) {
        std::memcpy(&out, bytes, kShort);
    } else if (size >= 4) {
        std::uint32_t low = 0;
        std::uint32_t high = 0;
        std::memcpy(&low, bytes, 4);
        std::memcpy(&high, bytes + size - 4, 4); // overlaps: the shift drops what is there twice
        out = low | static_cast<std::uint64_t>(high) >> (8 * (kShort - size)) << 32U;
    } else {
        for (std::size_t i = 0; i < size; ++i)
            out |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return out;
}

auto notTokens(std::string why)
{
    return base::fail(base::ErrorCode::BadRequest, "not a file of tokens: " + std::move(why));
}

} // namespace

Vocabulary::Key Vocabulary::keyOf(std::string_view bytes)
{
    Key out;
    if (bytes.size() <= kShort) {
        out.value = numberOf(bytes.data(), bytes.size());
        out.hash = mixed(out.value ^ (bytes.size() << 56U));
        return out;
    }
    std::uint64_t hash = bytes.size();
    std::size_t at = 0;
    for (; bytes.size() - at > kShort; at += kShort)
        hash = mixed(hash ^ numberOf(bytes.data() + at, kShort));
    out.value = out.hash = mixed(hash ^ numberOf(bytes.data() + at, bytes.size() - at));
    return out;
}

base::Result<Vocabulary> Vocabulary::read(std::string_view file)
{
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(file[at])); };
    if (file.size() < kHead || !file.starts_with(kMagic))
        return notTokens("its beginning is another");
    const std::size_t after = kMagic.size();
    const std::uint32_t splitting = byte(after);
    const std::size_t count = byte(after + 1) | byte(after + 2) << 8U | byte(after + 3) << 16U | byte(after + 4) << 24U;
    if (splitting != static_cast<unsigned>(Splitting::Cl100k) && splitting != static_cast<unsigned>(Splitting::O200k))
        return notTokens("its splitting is unknown");
    if (count > file.size()) // a byte each at least
        return notTokens("it is cut");
    Vocabulary out;
    out.m_splitting = static_cast<Splitting>(splitting);
    out.m_size = count;
    out.m_slots.resize(std::bit_ceil(std::max<std::size_t>(256, count * 5 / 4)));
    out.m_maybe.resize(std::bit_ceil(std::max<std::size_t>(64, count * kBitsPerToken)) / 64);
    out.m_pairs.assign(std::size_t{1} << 16U, kNone);
    std::size_t at = kHead;
    for (std::uint32_t rank = 0; rank < count; ++rank) {
        const std::size_t size = at < file.size() ? byte(at) : 0;
        if (size == 0 || file.size() - at - 1 < size)
            return notTokens("it is cut");
        out.add(file.substr(at + 1, size), rank);
        at += 1 + size;
    }
    if (at != file.size() || !out.hasSingleBytes())
        return notTokens("it does not end as it should, or bytes are missing in it");
    return out;
}

void Vocabulary::add(std::string_view bytes, std::uint32_t rank)
{
    const Key key = keyOf(bytes);
    Slot slot{key.value, rank, static_cast<std::uint32_t>(bytes.size())};
    if (bytes.size() > kShort) {
        slot.place |= static_cast<std::uint32_t>(m_long.size() << 8U);
        m_long.append(bytes);
    }
    m_longest = std::max(m_longest, bytes.size());
    std::size_t at = key.hash & (m_slots.size() - 1);
    while (m_slots[at].rank != kNone)
        at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = slot;
    const std::uint64_t filter = key.hash >> 20U & (m_maybe.size() * 64 - 1);
    m_maybe[filter / 64] |= std::uint64_t{1} << (filter % 64);
    if (bytes.size() == 2)
        m_pairs[static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8U
                | static_cast<unsigned char>(bytes[1])] = rank;
}

bool Vocabulary::hasSingleBytes() const
{
    for (unsigned value = 0; value < 256; ++value) {
        const char one = static_cast<char>(value);
        if (rankOf({&one, 1}) == kNone)
            return false;
    }
    return true;
}

std::uint32_t Vocabulary::rankOf(std::string_view bytes) const
{
    if (bytes.empty() || bytes.size() > m_longest)
        return kNone;
    const Key key = keyOf(bytes);
    const std::uint64_t filter = key.hash >> 20U & (m_maybe.size() * 64 - 1);
    if ((m_maybe[filter / 64] >> (filter % 64) & 1U) == 0)
        return kNone;
    for (std::size_t at = key.hash & (m_slots.size() - 1);; at = (at + 1) & (m_slots.size() - 1)) {
        const Slot &slot = m_slots[at];
        if (slot.rank == kNone)
            return kNone;
        if (slot.key != key.value || (slot.place & 0xFFU) != bytes.size())
            continue;
        if (bytes.size() <= kShort || std::string_view(m_long).substr(slot.place >> 8U, bytes.size()) == bytes)
            return slot.rank;
    }
}

} // namespace pricing
