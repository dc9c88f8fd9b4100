#include "upstream/sigv4.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <span>

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "base/secret.h"
#include "base/text.h"
#include "upstream/endpoint.h"

namespace upstream {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string sha256(std::string_view text)
{
    Digest out{};
    SHA256(bytesOf(text), text.size(), out.data());
    return base::toHex(out);
}

Digest hmac(std::span<const unsigned char> key, std::string_view text)
{
    Digest out{};
    unsigned size = out.size();
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytesOf(text), text.size(), out.data(), &size);
    return out;
}

struct Place {
    std::string host{}; ///< With its port where that is no usual one, as libcurl sends it.
    std::string path{};
    std::string query{};
};

Place placeOf(std::string_view url)
{
    const auto scheme = url.find("://");
    const bool secure = url.starts_with("https:");
    url.remove_prefix(scheme == url.npos ? 0 : scheme + 3);
    const auto slash = std::min(url.find_first_of("/?"), url.size());
    Place out{.host = base::lowerAscii(url.substr(0, slash))};
    const std::string_view usual = secure ? ":443" : ":80";
    if (out.host.ends_with(usual))
        out.host.erase(out.host.rfind(':'));
    const std::string_view rest = url.substr(slash);
    const auto question = std::min(rest.find('?'), rest.size());
    out.path = rest.substr(0, question);
    if (question < rest.size())
        out.query = rest.substr(question + 1);
    return out;
}

/// What is sent encoded once is signed encoded twice.
std::string canonicalPath(std::string_view path)
{
    std::string out;
    for (const std::string &segment : base::split(path, '/'))
        out += (out.empty() && segment.empty() ? "" : "/") + percentEncoded(segment);
    return out.starts_with('/') ? out : "/" + out;
}

std::string canonicalQuery(std::string_view query)
{
    std::vector<std::string> pairs;
    for (const std::string &pair : base::split(query, '&'))
        if (!pair.empty())
            pairs.push_back(pair.find('=') == std::string::npos ? pair + "=" : pair);
    std::ranges::sort(pairs);
    std::string out;
    for (const std::string &pair : pairs)
        out += (out.empty() ? "" : "&") + pair;
    return out;
}

std::string stampOf(std::int64_t unixSeconds)
{
    const std::time_t when = unixSeconds;
    std::tm parts{};
    ::gmtime_r(&when, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts)};
}

Digest signingKey(const AwsKey &key, std::string_view day, const SignedRequest &request)
{
    std::string secret;
    secret.reserve(key.secret.size() + 4); // one place, which is wiped
    secret.append("AWS4").append(key.secret);
    Digest out = hmac({bytesOf(secret), secret.size()}, day);
    base::Secret::wipe(secret);
    for (const std::string_view step : {request.region, request.service, std::string_view("aws4_request")})
        out = hmac(out, step);
    return out;
}

} // namespace

AwsKey awsKeyIn(std::string_view text)
{
    const auto first = text.find(':');
    if (first == text.npos)
        return {};
    const auto second = text.find(':', first + 1);
    AwsKey out{.access = text.substr(0, first), .secret = text.substr(first + 1, second - first - 1)};
    if (second != text.npos)
        out.session = text.substr(second + 1);
    return out;
}

std::vector<std::pair<std::string, std::string>> signatureHeaders(const SignedRequest &request, const AwsKey &key)
{
    const Place place = placeOf(request.url);
    const std::string stamp = stampOf(request.unixSeconds);
    const std::string day = stamp.substr(0, stamp.find('T'));
    std::vector<std::pair<std::string, std::string>> out{{"x-amz-date", stamp}};
    if (!key.session.empty())
        out.emplace_back("x-amz-security-token", key.session);

    auto all = request.headers;
    all.emplace_back("host", place.host);
    all.insert(all.end(), out.begin(), out.end());
    std::ranges::sort(all);
    std::string lines;
    std::string names;
    for (const auto &[name, value] : all) {
        lines.append(name).append(":").append(base::trim(value)).append("\n");
        names.append(names.empty() ? "" : ";").append(name);
    }
    const std::string canonical = std::string(request.method) + "\n" + canonicalPath(place.path) + "\n"
                                  + canonicalQuery(place.query) + "\n" + lines + "\n" + names + "\n"
                                  + sha256(request.body);
    const std::string scope =
        day + "/" + std::string(request.region) + "/" + std::string(request.service) + "/aws4_request";
    Digest secret = signingKey(key, day, request);
    const Digest signature = hmac(secret, "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + sha256(canonical));
    OPENSSL_cleanse(secret.data(), secret.size());
    out.emplace_back("Authorization", "AWS4-HMAC-SHA256 Credential=" + std::string(key.access) + "/" + scope
                                          + ", SignedHeaders=" + names + ", Signature=" + base::toHex(signature));
    return out;
}

} // namespace upstream
