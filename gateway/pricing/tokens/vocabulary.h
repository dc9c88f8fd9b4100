#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pricing/tokens/pieces.h"

namespace pricing {

/// The tokens of an encoding, to be found by their bytes. Immutable once read: any thread.
class Vocabulary {
public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF; ///< Larger than every rank.

    /// Reads our own format (`resources/tokens/*.tokens`): `tokens1\n`, the Splitting as a byte, the number of tokens as
    /// four bytes, little end first, then of each token, in the order of their ranks, its length as a byte and its bytes.
    /// Errors: BadRequest.
    static base::Result<Vocabulary> read(std::string_view file);

    Splitting splitting() const { return m_splitting; }
    std::size_t size() const { return m_size; }
    /// The rank of the token that is these bytes, which is its number as well; kNone when there is none.
    std::uint32_t rankOf(std::string_view bytes) const;
    /// The same of two bytes: where every merge begins.
    std::uint32_t rankOfPair(char first, char second) const
    {
        return m_pairs[static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8U
                       | static_cast<unsigned char>(second)];
    }

private:
    struct Slot {
        std::uint64_t key = 0;      ///< Of up to eight bytes: themselves; of more: their hash.
        std::uint32_t rank = kNone; ///< kNone: free.
        std::uint32_t place = 0; ///< The length in the lowest byte; above it where the bytes are, of more than eight.
    };
    struct Key {
        std::uint64_t value = 0;
        std::uint64_t hash = 0;
    };
    static Key keyOf(std::string_view bytes);
    void add(std::string_view bytes, std::uint32_t rank);
    bool hasSingleBytes() const;

    Splitting m_splitting = Splitting::O200k;
    std::size_t m_size = 0;
    std::size_t m_longest = 0;            ///< Of all tokens. Unit: bytes.
    std::string m_long{};                 ///< The bytes of tokens of more than eight.
    std::vector<Slot> m_slots{};          ///< Open addressing; a power of two.
    std::vector<std::uint64_t> m_maybe{}; ///< One bit per hash: most of what is no token ends here, in a near cache.
    std::vector<std::uint32_t> m_pairs{};
};

} // namespace pricing
