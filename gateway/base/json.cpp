#include "base/json.h"

#include <limits>

namespace base {

const Json &at(const Json &value, std::string_view key)
{
    static const Json null;
    if (!value.is_object())
        return null;
    const auto hit = value.find(key);
    return hit == value.end() ? null : *hit;
}

std::string textOr(const Json &value, std::string_view fallback)
{
    return value.is_string() ? value.get<std::string>() : std::string(fallback);
}

std::optional<std::int64_t> integerIn(const Json &value)
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > kMost))
        return std::nullopt;
    return value.get<std::int64_t>();
}

std::int64_t integerOr(const Json &value, std::int64_t fallback)
{
    return integerIn(value).value_or(fallback);
}

bool truthOr(const Json &value, bool fallback)
{
    return value.is_boolean() ? value.get<bool>() : fallback;
}

void appendQuoted(std::string &out, std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    const char *plain = text.begin(); // of what needs no backslash, which is nearly everything
    for (const char *at = plain; at != text.end(); ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && *at != '"' && *at != '\\')
            continue;
        out.append(plain, at);
        plain = at + 1;
        if (byte >= 0x20) {
            out += '\\';
            out += *at;
        } else {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    out.append(plain, text.end());
    out += '"';
}

} // namespace base
