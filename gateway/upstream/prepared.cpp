#include "upstream/prepared.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/secret.h"
#include "base/text.h"
#include "upstream/sigv4.h"

namespace upstream {
namespace {

constexpr std::size_t kShortestMasked = 8; // of a key's parts: a shorter one stands in many a word
constexpr std::string_view kUserAgent = "User-Agent: switchyard/" SWITCHYARD_VERSION "\r\n";
constexpr std::string_view kAccept = "Accept: */*\r\n";
/// What says where a request ends is not for a list to say.
constexpr std::array<std::string_view, 5> kOfFraming{"host", "content-length", "transfer-encoding", "connection",
                                                     "expect"};

void replaceAll(std::string &text, std::string_view what, std::string_view by)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

void maskOne(std::string &text, std::string_view secret)
{
    replaceAll(text, secret, "***");
    if (secret.contains('/')) { // JSON may write it in either way
        std::string escaped;
        escaped.reserve(2 * secret.size()); // one place, which is wiped
        escaped = secret;
        replaceAll(escaped, "/", "\\/");
        replaceAll(text, escaped, "***");
        base::Secret::wipe(escaped);
    }
}

std::string_view nameOf(std::string_view line)
{
    return line.substr(0, line.find(':'));
}

bool has(const curl_slist *lines, std::string_view name)
{
    for (; lines != nullptr; lines = lines->next)
        if (base::equalsIgnoringCase(nameOf(lines->data), name))
            return true;
    return false;
}

} // namespace

Prepared::~Prepared()
{
    wipeAndFree(headers);
    wipeAndFree(headersOfBigBodies);
    base::Secret::wipe(plainHead);
}

void Prepared::preparePlain()
{
    if (pooled) // that way knows no proxies
        return;
    if (std::ranges::any_of(kOfFraming, [this](std::string_view name) { return has(headers, name); }))
        return;
    plain = plainPlaceOf(url);
    if (!plain)
        return;
    std::size_t size = plain->target.size() + plain->host.size() + kUserAgent.size() + kAccept.size() + 64;
    for (const curl_slist *line = headers; line != nullptr; line = line->next)
        size += std::string_view(line->data).size() + 2;
    plainHead.reserve(size); // one place, which is wiped
    plainHead.append("POST ").append(plain->target).append(" HTTP/1.1\r\nHost: ").append(plain->host).append("\r\n");
    if (!has(headers, "user-agent"))
        plainHead += kUserAgent;
    if (!has(headers, "accept"))
        plainHead += kAccept;
    for (const curl_slist *line = headers; line != nullptr; line = line->next) {
        const std::string_view text = line->data;
        if (!base::trim(text.substr(std::min(text.size(), nameOf(text).size() + 1)))
                 .empty()) // libcurl leaves those out
            plainHead.append(text).append("\r\n");
    }
}

void Prepared::mask(std::string &text) const
{
    if (!secret || secret->empty())
        return;
    const std::string_view key = secret->reveal();
    maskOne(text, key);
    const AwsKey parts = awsKeyIn(key);
    for (const std::string_view part : {parts.secret, parts.session})
        if (part.size() >= kShortestMasked)
            maskOne(text, part);
}

} // namespace upstream
