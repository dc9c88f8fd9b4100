#include "model/outbound_header.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace model {
namespace {

constexpr std::string_view kOurs[] = {
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "expect",
    "te",
    "trailer",
    "upgrade",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "authorization",
    "x-api-key",
    "api-key",
    "x-goog-api-key",
    "cookie",
    "accept-encoding",
    "content-type",
    "content-encoding",
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
};

auto bad(std::string detail)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail));
}

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
           || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

} // namespace

base::Result<> checkHeaderName(std::string_view name)
{
    if (name.empty() || !std::ranges::all_of(name, isTokenCharacter))
        return bad("has a header name that is not allowed: " + std::string(base::clip(name, 40)));
    if (std::ranges::any_of(kOurs, [&](std::string_view ours) { return base::equalsIgnoringCase(name, ours); }))
        return bad("sets a header that Switchyard sets itself: " + std::string(name));
    return {};
}

base::Result<> checkHeaderValue(std::string_view value)
{
    const auto allowed = [](char c) { return c == '\t' || (c >= ' ' && c <= '~'); };
    if (!std::ranges::all_of(value, allowed))
        return bad("has a header value with characters other than visible ASCII");
    return {};
}

} // namespace model
