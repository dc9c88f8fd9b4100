#include "ledger/tagged.h"

#include <limits>

namespace ledger {
namespace {

constexpr std::size_t kLongest = 10; ///< Of a varint.

/// Returns the end of what it wrote.
char *put(char *to, std::uint64_t value)
{
    while (value >= 0x80) {
        *to++ = static_cast<char>(value | 0x80);
        value >>= 7;
    }
    *to++ = static_cast<char>(value);
    return to;
}

} // namespace

void TagWriter::varint(std::uint64_t value)
{
    char buffer[kLongest];
    m_out.append(buffer, put(buffer, value));
}

void TagWriter::integer(std::uint32_t tag, std::int64_t value)
{
    char buffer[2 * kLongest];
    char *const end = put(put(buffer, std::uint64_t{tag} << 1),
                          (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    m_out.append(buffer, end);
}

void TagWriter::bytes(std::uint32_t tag, std::string_view value)
{
    char buffer[2 * kLongest];
    m_out.append(buffer, put(put(buffer, std::uint64_t{tag} << 1 | 1U), value.size()));
    m_out.append(value);
}

std::uint64_t TagReader::varint()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !m_left.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_left.front());
        m_left.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0)
            return value;
    }
    m_good = false;
    return 0;
}

void TagReader::advance()
{
    m_tag = 0;
    if (m_left.empty() || !m_good)
        return;
    const std::uint64_t head = varint();
    m_isBytes = (head & 1U) != 0;
    const std::uint64_t value = varint();
    if (m_isBytes && m_good && value <= m_left.size()) {
        m_bytes = m_left.substr(0, value);
        m_left.remove_prefix(value);
    } else if (m_isBytes) {
        m_good = false;
    } else {
        m_integer = static_cast<std::int64_t>((value >> 1) ^ (~(value & 1U) + 1));
    }
    m_good = m_good && head >> 1 > 0 && head >> 1 <= std::numeric_limits<std::uint32_t>::max();
    if (m_good)
        m_tag = static_cast<std::uint32_t>(head >> 1);
}

bool TagReader::at(std::uint32_t tag)
{
    while (m_tag != 0 && m_tag < tag)
        advance();
    return m_tag == tag;
}

std::optional<std::int64_t> TagReader::integer(std::uint32_t tag)
{
    if (!at(tag) || m_isBytes)
        return std::nullopt;
    const std::int64_t value = m_integer;
    advance();
    return value;
}

std::optional<std::string_view> TagReader::bytes(std::uint32_t tag)
{
    if (!at(tag) || !m_isBytes)
        return std::nullopt;
    const std::string_view value = m_bytes;
    advance();
    return value;
}

void TagReader::finish()
{
    while (m_tag != 0)
        advance();
}

} // namespace ledger
