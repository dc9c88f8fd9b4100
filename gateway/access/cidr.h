#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Addresses and ranges of them, as lists of who may come in are made of. Pure; matching allocates nothing.
/// Source: RFC 4291, RFC 4632.
namespace auth {

/// A numeric address. One of IPv4 is kept mapped (`::ffff:a.b.c.d`), and is the same however it was spelled.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    bool isV4() const;
    bool isLoopback() const;
    friend bool operator==(const IpAddress &, const IpAddress &) = default;
};

/// `192.0.2.7` or `2001:db8::7`. Nothing for anything else: no names, no zones, no brackets, no ports, no leading zeros.
std::optional<IpAddress> parseIp(std::string_view text);
/// As short as it can be spelled (RFC 5952), one of IPv4 as such.
std::string toText(const IpAddress &address);

/// A range of addresses of one family.
class Cidr {
public:
    /// `192.0.2.0/24`, or an address alone for just that one. Errors: Unprocessable, saying what would be right; so for
    /// bits set behind the prefix, which mean a slip of one or the other.
    static base::Result<Cidr> parse(std::string_view text);

    /// Never true for an address of the other family: `::/0` is all of IPv6 and nothing of IPv4.
    bool contains(const IpAddress &address) const;
    friend bool operator==(const Cidr &, const Cidr &) = default;

private:
    IpAddress m_first{};
    std::uint8_t m_bits = 128; ///< Of the sixteen bytes; an IPv4 prefix counts from the 96th.
};

/// Several ranges. Empty: contains nothing.
class CidrList {
public:
    /// Errors: Unprocessable with the entry that is wrong; `param` goes into the error.
    static base::Result<CidrList> parse(std::span<const std::string> texts, std::string_view param);

    bool empty() const { return m_ranges.empty(); }
    bool contains(const IpAddress &address) const;

private:
    std::vector<Cidr> m_ranges{};
};

/// Who may come in: nobody that is denied, and if anyone is allowed by name, only those.
struct AddressRules {
    CidrList allowed{}; ///< Empty: everyone.
    CidrList denied{};

    bool admits(const IpAddress &address) const
    {
        return !denied.contains(address) && (allowed.empty() || allowed.contains(address));
    }
};

} // namespace auth
