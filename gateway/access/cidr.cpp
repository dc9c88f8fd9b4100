#include "access/cidr.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>

#include "base/text.h"

namespace auth {
namespace {

constexpr std::size_t kMapped = 12; ///< Bytes before an IPv4 address.
constexpr std::int64_t kV4Bits = 32;
constexpr std::int64_t kV6Bits = 128;
constexpr std::uint8_t kLoopbackNet = 127;

/// Whether everything behind the first `bits` is zero.
bool endsIn(const IpAddress &address, std::size_t bits)
{
    for (std::size_t i = bits / 8; i < address.bytes.size(); ++i) {
        const unsigned behind = i == bits / 8 ? 0xFFU >> (bits % 8) : 0xFFU;
        if ((address.bytes[i] & behind) != 0)
            return false;
    }
    return true;
}

IpAddress cutAfter(IpAddress address, std::size_t bits)
{
    for (std::size_t i = bits / 8; i < address.bytes.size(); ++i) {
        const unsigned kept = i == bits / 8 ? 0xFF00U >> (bits % 8) : 0U;
        address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & kept);
    }
    return address;
}

auto wrong(std::string_view text, const std::string &why)
{
    return base::fail(base::ErrorCode::Unprocessable, "'" + std::string(base::clip(text, 64)) + "'" + why);
}

/// Plain digits without a leading zero: `/08` means different things to different readers.
std::optional<std::int64_t> prefixLength(std::string_view text)
{
    const bool digits = !text.empty() && text.size() <= 3 && (text.size() == 1 || text.front() != '0')
                        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? base::parseInteger(text) : std::nullopt;
}

} // namespace

bool IpAddress::isV4() const
{
    constexpr std::array<std::uint8_t, kMapped> kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return std::equal(kPrefix.begin(), kPrefix.end(), bytes.begin());
}

bool IpAddress::isLoopback() const
{
    if (isV4())
        return bytes[kMapped] == kLoopbackNet;
    IpAddress one;
    one.bytes.back() = 1;
    return *this == one;
}

std::optional<IpAddress> parseIp(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    text.copy(terminated.data(), text.size());
    IpAddress out;
    if (::inet_pton(AF_INET6, terminated.data(), out.bytes.data()) == 1)
        return out;
    out.bytes = {};
    out.bytes[kMapped - 1] = out.bytes[kMapped - 2] = 0xFF;
    if (::inet_pton(AF_INET, terminated.data(), out.bytes.data() + kMapped) == 1)
        return out;
    return std::nullopt;
}

std::string toText(const IpAddress &address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.isV4())
        ::inet_ntop(AF_INET, address.bytes.data() + kMapped, text.data(), text.size());
    else
        ::inet_ntop(AF_INET6, address.bytes.data(), text.data(), text.size());
    return text.data();
}

base::Result<Cidr> Cidr::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const auto address = parseIp(text.substr(0, slash));
    if (!address)
        return wrong(text, " is no address or range: write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32");
    // A mapped spelling counts its prefix in all 128 bits; below 96 it would be a range of IPv6 that holds no IPv4.
    const bool dotted = text.substr(0, slash).find(':') == std::string_view::npos;
    const std::int64_t most = dotted ? kV4Bits : kV6Bits;
    Cidr out;
    out.m_first = *address;
    if (slash != std::string_view::npos) {
        const auto length = prefixLength(text.substr(slash + 1));
        if (!length || *length > most)
            return wrong(text, " needs a number from 0 to " + std::to_string(most) + " after the slash");
        if (!dotted && address->isV4() && *length < kV6Bits - kV4Bits)
            return wrong(text, " is neither a range of IPv4 nor one of IPv6; write IPv4 as 192.0.2.0/24");
        out.m_bits = static_cast<std::uint8_t>(kV6Bits - most + *length);
    }
    if (!endsIn(out.m_first, out.m_bits))
        return wrong(text, " has bits set behind its prefix; write " + toText(cutAfter(out.m_first, out.m_bits))
                               + std::string(text.substr(slash)) + " for the range, or the address alone");
    return out;
}

bool Cidr::contains(const IpAddress &address) const
{
    const std::size_t whole = m_bits / 8;
    if (address.isV4() != m_first.isV4() || std::memcmp(address.bytes.data(), m_first.bytes.data(), whole) != 0)
        return false;
    const unsigned rest = m_bits % 8;
    return rest == 0 || ((address.bytes[whole] ^ m_first.bytes[whole]) & (0xFF00U >> rest) & 0xFFU) == 0;
}

base::Result<CidrList> CidrList::parse(std::span<const std::string> texts, std::string_view param)
{
    CidrList out;
    for (const std::string &text : texts) {
        auto range = Cidr::parse(text);
        if (!range) {
            range.error().param = param;
            return base::fail(std::move(range.error()));
        }
        out.m_ranges.push_back(*range);
    }
    return out;
}

bool CidrList::contains(const IpAddress &address) const
{
    return std::ranges::any_of(m_ranges, [&](const Cidr &range) { return range.contains(address); });
}

} // namespace auth
