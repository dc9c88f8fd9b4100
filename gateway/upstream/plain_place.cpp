#include "upstream/plain_place.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/text.h"

namespace upstream {
namespace {

constexpr std::string_view kScheme = "http://";
constexpr std::int64_t kUsualPort = 80;
constexpr std::int64_t kLargestPort = 65535;

bool isPlainTarget(std::string_view target)
{
    const auto plain = [](char c) { return c > ' ' && c < 0x7F && c != '#' && c != '\\'; };
    const std::string_view path = target.substr(0, target.find('?'));
    return target.starts_with('/') && std::ranges::all_of(target, plain) && !path.contains("/.");
}

bool setAddress(PlainPlace &out, const std::string &host, std::uint16_t port)
{
    sockaddr_in four{};
    if (::inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        four.sin_port = htons(port);
        out.addressSize = sizeof four;
        std::memcpy(&out.address, &four, sizeof four);
        return true;
    }
    sockaddr_in6 six{};
    if (!host.starts_with('[') || !host.ends_with(']')
        || ::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &six.sin6_addr) != 1)
        return false;
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    out.addressSize = sizeof six;
    std::memcpy(&out.address, &six, sizeof six);
    return true;
}

} // namespace

std::optional<PlainPlace> plainPlaceOf(std::string_view url)
{
    if (!url.starts_with(kScheme))
        return std::nullopt;
    url.remove_prefix(kScheme.size());
    const std::string_view authority = url.substr(0, url.find('/'));
    const auto colon = authority.rfind(':');
    const bool hasPort = colon != std::string_view::npos && !authority.ends_with(']');
    const auto port = hasPort ? base::parseInteger(authority.substr(colon + 1)) : kUsualPort;
    PlainPlace out{.host = std::string(authority), .target = std::string(url.substr(authority.size()))};
    if (!port || *port < 1 || *port > kLargestPort || !isPlainTarget(out.target)
        || !setAddress(out, std::string(authority.substr(0, hasPort ? colon : authority.npos)),
                       static_cast<std::uint16_t>(*port)))
        return std::nullopt;
    return out;
}

} // namespace upstream
