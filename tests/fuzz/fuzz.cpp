#include "fuzz.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace fuzz {

void require(bool good, const char *what)
{
    if (good)
        return;
    std::fprintf(stderr, "fuzz: broken: %s\n", what);
    std::abort();
}

std::uint64_t hashOf(std::string_view input)
{
    std::uint64_t hash = 0xCBF29CE484222325U; // FNV-1a
    for (const char c : input)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash ^ (hash >> 29);
}

std::vector<std::size_t> slices(std::size_t bytes, std::uint64_t seed)
{
    std::vector<std::size_t> out;
    while (bytes > 0) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        // Mostly a few bytes, now and then many: cuts inside a line end and across whole lines.
        const std::uint64_t drawn = seed >> 33;
        const std::size_t most = drawn % 5 == 0 ? 200 : 7;
        const std::size_t size = std::min<std::size_t>(bytes, 1 + (drawn >> 8) % most);
        out.push_back(size);
        bytes -= size;
    }
    return out;
}

std::vector<std::vector<std::size_t>> cuttings(std::string_view input)
{
    const std::uint64_t seed = hashOf(input);
    return {{input.size()},
            std::vector<std::size_t>(input.size(), 1),
            slices(input.size(), seed),
            slices(input.size(), seed ^ 0x9E3779B97F4A7C15U)};
}

Padded::Padded(std::string_view text, std::size_t padding)
    : m_bytes(std::make_unique<char[]>(text.size() + padding)), m_size(text.size())
{
    if (!text.empty())
        std::memcpy(m_bytes.get(), text.data(), text.size());
}

} // namespace fuzz
