#pragma once

#include <cstdint>
#include <string_view>

/// Numbers that look random and are the same wherever the same seed is used: a choice can be made again from its trace.
namespace routing {

/// One step of SplitMix64's output function: every bit of the input touches every bit of the output.
constexpr std::uint64_t scramble(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

/// SplitMix64, so that one draw gives as many numbers as are needed.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        return scramble(m_state);
    }
    /// Less than `bound`, which is not 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

private:
    std::uint64_t m_state;
};

/// FNV-1a, scrambled. Stays the same over restarts and versions: sessions find their target again by it.
constexpr std::uint64_t hashOf(std::string_view text, std::uint64_t seed = 0)
{
    std::uint64_t out = 0xCBF29CE484222325ULL ^ seed;
    for (const char c : text)
        out = (out ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return scramble(out);
}

} // namespace routing
