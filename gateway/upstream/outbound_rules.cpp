#include "upstream/outbound_rules.h"

#include <algorithm>

#include "base/text.h"

namespace upstream {
namespace {

constexpr std::string_view kPlayedHost = "sandbox.invalid";

auto bad(std::string detail)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail));
}

bool isHostCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.'
           || c == '_';
}

base::Result<> checkHost(std::string_view host)
{
    if (host.starts_with('[')) {
        const std::string_view inner = host.substr(1, host.size() - 2);
        if (!host.ends_with(']') || inner.empty() || inner.find_first_not_of("0123456789abcdefABCDEF:.") != inner.npos)
            return bad("has an IPv6 address that cannot be read");
        return {};
    }
    if (host.empty() || !std::ranges::all_of(host, isHostCharacter))
        return bad("has no readable host name (write international names in their xn-- form)");
    return {};
}

} // namespace

base::Result<std::string> originOf(std::string_view baseUrl)
{
    for (const char c : baseUrl)
        if (c <= ' ' || c > '~' || c == '\\' || c == '"' || c == '<' || c == '>')
            return bad("holds a character that does not belong in a URL");
    const auto colon = baseUrl.find("://");
    const std::string scheme = base::lowerAscii(baseUrl.substr(0, colon == baseUrl.npos ? 0 : colon));
    if (scheme != "http" && scheme != "https")
        return bad("must begin with https:// or http://");
    const std::string_view rest = baseUrl.substr(colon + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    if (authority.find('@') != authority.npos)
        return bad("must not hold a user name or password; put the key in its own field");
    if (rest.find_first_of("?#") != rest.npos)
        return bad("must not hold a query or fragment");
    const auto bracket = authority.rfind(']');
    const auto portColon = authority.find(':', bracket == authority.npos ? 0 : bracket);
    const std::string_view host = authority.substr(0, portColon);
    if (auto fine = checkHost(host); !fine)
        return base::fail(fine.error());
    std::int64_t port = scheme == "https" ? 443 : 80;
    if (portColon != authority.npos) {
        const auto given = base::parseInteger(authority.substr(portColon + 1));
        if (!given || *given < 1 || *given > 65535)
            return bad("has a port that is not between 1 and 65535");
        port = *given;
    }
    return scheme + "://" + base::lowerAscii(host) + ":" + std::to_string(port);
}

bool isPlayedHere(std::string_view url)
{
    if (url.find(kPlayedHost) == url.npos) // nearly all, and this is asked for every call
        return false;
    const auto origin = originOf(url);
    if (!origin)
        return false;
    const std::string_view place(*origin);
    const std::string_view host = place.substr(0, place.rfind(':'));
    return host.ends_with(kPlayedHost) && (host.ends_with("//sandbox.invalid") || host.ends_with(".sandbox.invalid"));
}

} // namespace upstream
