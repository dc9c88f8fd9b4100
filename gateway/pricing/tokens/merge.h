#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pricing/tokens/vocabulary.h"

namespace pricing {

/// Byte pair merging of one piece: of all neighbours the pair whose token has the lowest rank becomes one, the leftmost
/// first, until no pair is a token. Keeps its working space between pieces; belongs to one thread.
class Merge {
public:
    explicit Merge(const Vocabulary &vocabulary) : m_vocabulary(vocabulary) {}

    /// How many tokens the piece is; they are appended to `out` unless it is null. Short pieces take their square, of
    /// which there is little; long ones size x log size.
    std::size_t run(std::string_view piece, std::vector<std::uint32_t> *out);

private:
    struct Link {
        std::uint32_t before = 0;
        std::uint32_t next = 0;
        std::uint32_t rank = Vocabulary::kNone; ///< As Part has it; what the heap says is stale when it differs.
    };
    std::size_t runShort(std::string_view piece, std::vector<std::uint32_t> *out);
    std::size_t runLong(std::string_view piece, std::vector<std::uint32_t> *out);
    std::uint32_t rankOf(std::string_view piece, std::size_t begin, std::size_t end) const
    {
        return m_vocabulary.rankOf(piece.substr(begin, end - begin));
    }
    void offer(std::uint32_t at, std::uint32_t rank);

    const Vocabulary &m_vocabulary;
    std::vector<Link> m_links{};
    std::vector<std::uint64_t> m_heap{}; ///< Rank above, place below: the least is the next merge.
};

} // namespace pricing
