#include "pricing/tokens/merge.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

namespace pricing {
namespace {

constexpr std::size_t kShortPiece = 96;
constexpr std::uint32_t kNone = Vocabulary::kNone;
static_assert(kShortPiece < 256); // its places are bytes

/// The place of the first of the least. Two passes without a branch in the first are quicker than one with it.
std::size_t leastOf(const std::uint32_t *values, std::size_t count)
{
    std::uint32_t even = kNone;
    std::uint32_t odd = kNone;
    std::size_t at = 0;
    for (; at + 1 < count; at += 2) {
        even = std::min(even, values[at]);
        odd = std::min(odd, values[at + 1]);
    }
    if (at < count)
        even = std::min(even, values[at]);
    const std::uint32_t least = std::min(even, odd);
    at = 0;
    while (values[at] != least)
        ++at;
    return at;
}

} // namespace

std::size_t Merge::run(std::string_view piece, std::vector<std::uint32_t> *out)
{
    if (const std::uint32_t whole = m_vocabulary.rankOf(piece); whole != kNone) {
        if (out != nullptr)
            out->push_back(whole);
        return 1;
    }
    return piece.size() <= kShortPiece ? runShort(piece, out) : runLong(piece, out);
}

/// `ranks[i]` is of the parts i and i + 1 as one, `begins[count]` the end of the last. Not filled before use: most pieces
/// are a fraction of the room.
std::size_t Merge::runShort(std::string_view piece, std::vector<std::uint32_t> *out)
{
    std::array<std::uint32_t, kShortPiece> ranks;
    std::array<std::uint8_t, kShortPiece + 1> begins;
    std::size_t count = piece.size();
    for (std::size_t i = 0; i + 1 < count; ++i)
        ranks[i] = m_vocabulary.rankOfPair(piece[i], piece[i + 1]);
    for (std::size_t i = 0; i <= count; ++i)
        begins[i] = static_cast<std::uint8_t>(i);
    const auto rankAt = [&](std::size_t i) { return rankOf(piece, begins[i], begins[i + 2]); };
    while (count > 1) {
        const std::size_t pairs = count - 1;
        const std::size_t best = leastOf(ranks.data(), pairs);
        if (ranks[best] == kNone)
            break;
        std::memmove(&ranks[best], &ranks[best + 1], (pairs - best - 1) * sizeof(ranks[0]));
        std::memmove(&begins[best + 1], &begins[best + 2], count - best - 1);
        --count;
        if (best + 1 < count)
            ranks[best] = rankAt(best);
        if (best > 0)
            ranks[best - 1] = rankAt(best - 1);
    }
    for (std::size_t i = 0; out != nullptr && i < count; ++i)
        out->push_back(rankOf(piece, begins[i], begins[i + 1]));
    return count;
}

void Merge::offer(std::uint32_t at, std::uint32_t rank)
{
    m_links[at].rank = rank;
    if (rank == kNone)
        return;
    m_heap.push_back(static_cast<std::uint64_t>(rank) << 32U | at);
    std::ranges::push_heap(m_heap, std::greater<>{});
}

/// The parts are a list, named by where they begin; an entry of the heap whose part is gone or has another rank by now is
/// passed over. There are at most three entries per byte.
std::size_t Merge::runLong(std::string_view piece, std::vector<std::uint32_t> *out)
{
    const auto size = static_cast<std::uint32_t>(piece.size());
    m_heap.clear();
    m_links.assign(piece.size() + 1, {});
    for (std::uint32_t i = 0; i <= size; ++i) {
        m_links[i] = {i - 1, i + 1, i + 1 < size ? m_vocabulary.rankOfPair(piece[i], piece[i + 1]) : kNone};
        if (m_links[i].rank != kNone)
            m_heap.push_back(static_cast<std::uint64_t>(m_links[i].rank) << 32U | i);
    }
    std::ranges::make_heap(m_heap, std::greater<>{});
    const auto rankAt = [&](std::uint32_t i) {
        const std::uint32_t next = m_links[i].next;
        return next >= size ? kNone : rankOf(piece, i, m_links[next].next);
    };
    std::size_t count = piece.size();
    while (!m_heap.empty()) {
        std::ranges::pop_heap(m_heap, std::greater<>{});
        const auto at = static_cast<std::uint32_t>(m_heap.back());
        const auto rank = static_cast<std::uint32_t>(m_heap.back() >> 32U);
        m_heap.pop_back();
        if (m_links[at].rank != rank)
            continue;
        const std::uint32_t gone = m_links[at].next;
        m_links[at].next = m_links[gone].next;
        m_links[m_links[at].next].before = at;
        m_links[gone].rank = kNone;
        --count;
        offer(at, rankAt(at));
        if (at > 0)
            offer(m_links[at].before, rankAt(m_links[at].before));
    }
    for (std::uint32_t at = 0; out != nullptr && at < size; at = m_links[at].next)
        out->push_back(rankOf(piece, at, m_links[at].next));
    return count;
}

} // namespace pricing
