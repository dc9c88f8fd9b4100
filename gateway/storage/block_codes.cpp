#include "storage/block_codes.h"

#include <algorithm>
#include <optional>

namespace storage {
namespace {

constexpr std::size_t kRows = static_cast<std::size_t>(kBlockRows);
constexpr std::size_t kMostNarrow = 0xFF; ///< Marks up to which a code is one byte, all bits of which mean no row.

void append(std::vector<unsigned char> &to, std::uint64_t value, std::size_t size)
{
    for (std::size_t i = 0; i < size; ++i)
        to.push_back(static_cast<unsigned char>(value >> (8 * i)));
}

std::uint64_t numberAt(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < size; ++i)
        out |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return out;
}

} // namespace

void BlockCodes::set(std::size_t place, Mark value)
{
    const auto hit = std::ranges::find(m_marks, value.hash);
    m_codes[place] = static_cast<std::uint16_t>(hit - m_marks.begin());
    if (hit == m_marks.end())
        m_marks.push_back(value.hash);
}

std::vector<unsigned char> BlockCodes::bytes() const
{
    std::vector<unsigned char> out;
    append(out, m_marks.size(), 2);
    for (const std::uint64_t mark : m_marks)
        append(out, mark, 8);
    if (m_marks.size() == 1 && std::ranges::find(m_codes, kNone) == m_codes.end())
        return out;
    const std::size_t width = m_marks.size() < kMostNarrow ? 1 : 2;
    for (const std::uint16_t code : m_codes)
        append(out, code, width);
    return out;
}

bool BlockCodes::add(BlockRows &to, std::string_view bytes, Mark value)
{
    if (bytes.size() < 2)
        return false;
    const auto marks = static_cast<std::size_t>(numberAt(bytes, 0, 2));
    const std::size_t codes = 2 + marks * 8;
    if (bytes.size() < codes)
        return false;
    std::optional<std::size_t> wanted;
    for (std::size_t i = 0; i < marks && !wanted; ++i)
        if (numberAt(bytes, 2 + i * 8, 8) == value.hash)
            wanted = i;
    if (marks == 1 && bytes.size() == codes) {
        if (wanted)
            to.set();
        return true;
    }
    const std::size_t width = marks < kMostNarrow ? 1 : 2;
    if (bytes.size() != codes + kRows * width)
        return false;
    if (!wanted)
        return true;
    for (std::size_t row = 0; row < kRows; ++row)
        if (numberAt(bytes, codes + row * width, width) == *wanted)
            to.set(row);
    return true;
}

} // namespace storage
