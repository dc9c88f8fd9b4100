#include "admin/issuer.h"

#include <algorithm>

#include "access/token_text.h"
#include "admin/match.h"
#include "base/text.h"
#include "upstream/fetch.h"
#include "upstream/outbound_rules.h"

namespace admin {
namespace {

using base::at;
using base::Json;
using base::textOr;

constexpr std::int64_t kOldMs = 3'600'000;
constexpr std::int64_t kAgainMs = 30'000;
constexpr std::size_t kMostBytes = 256 * 1024;
constexpr int kOk = 200;

base::Result<Json> jsonAt(const std::string &url)
{
    const upstream::FetchRequest request{.url = url, .mostBytes = kMostBytes};
    const auto answer = upstream::fetch(request);
    if (!answer)
        return base::fail(answer.error(), "asking the issuer at " + url);
    if (answer->status != kOk)
        return base::fail(base::ErrorCode::Upstream,
                          "the issuer answered " + std::to_string(answer->status) + " at " + url);
    auto json = base::parseJson(answer->body);
    if (!json || !json->is_object())
        return base::fail(base::ErrorCode::Upstream, "the issuer answered no JSON object at " + url);
    return std::move(*json);
}

bool contains(const Json &list, std::string_view word)
{
    return list.is_array() && std::ranges::find(list, Json(word)) != list.end();
}

base::Result<IssuerFacts> factsIn(const Json &document, const std::string &issuer)
{
    IssuerFacts out{.name = textOr(at(document, "issuer")),
                    .authorizationEndpoint = textOr(at(document, "authorization_endpoint")),
                    .tokenEndpoint = textOr(at(document, "token_endpoint"))};
    if (out.name != issuer)
        return base::fail(base::ErrorCode::Upstream,
                          "the issuer names itself differently: " + std::string(base::clip(out.name, 200)),
                          "oidc_issuer");
    for (const std::string &url : {out.authorizationEndpoint, out.tokenEndpoint, textOr(at(document, "jwks_uri"))})
        if (!isSafeIssuerUrl(url))
            return base::fail(
                base::ErrorCode::Upstream,
                "the issuer's authorization_endpoint, token_endpoint and jwks_uri must begin with https://");
    const Json &ways = at(document, "token_endpoint_auth_methods_supported");
    out.takesBasic = !ways.is_array() || contains(ways, "client_secret_basic") || !contains(ways, "client_secret_post");
    return out;
}

std::string sentenceOf(const upstream::FetchAnswer &answer)
{
    const auto json = base::parseJson(answer.body);
    const std::string words = json ? textOr(at(*json, "error")) : std::string();
    std::string out = "the issuer did not take the code back (" + std::to_string(answer.status) + ")";
    return words.empty() ? out : out + ": " + std::string(base::clip(words, 100));
}

} // namespace

bool isSafeIssuerUrl(std::string_view url)
{
    const auto origin = upstream::originOf(url.substr(0, url.find('?')));
    if (!origin || url.find('#') != std::string_view::npos)
        return false;
    return origin->starts_with("https://") || origin->starts_with("http://127.0.0.1:")
           || origin->starts_with("http://localhost:") || origin->starts_with("http://[::1]:");
}

SharedIssuerFacts Issuer::known(std::string_view issuer) const
{
    const std::lock_guard lock(m_mutex);
    return m_facts && m_facts->name == issuer ? m_facts : nullptr;
}

base::Result<SharedIssuerFacts> Issuer::facts(const std::string &issuer)
{
    const SharedIssuerFacts now = known(issuer);
    if (now && nowMs() - now->fetchedMs < kOldMs)
        return now;
    auto fresh = fetch(issuer);
    if (!fresh && now)
        return now; // old is better than none
    return fresh;
}

bool Issuer::mayLookAgain(std::string_view issuer) const
{
    const std::lock_guard lock(m_mutex);
    return m_askedFor != issuer || m_askedMs == 0 || nowMs() - m_askedMs >= kAgainMs;
}

base::Result<> Issuer::lookAgain(const std::string &issuer)
{
    if (!mayLookAgain(issuer))
        return {};
    const auto fresh = fetch(issuer);
    return fresh ? base::Result<>() : base::Result<>(base::fail(fresh.error()));
}

base::Result<SharedIssuerFacts> Issuer::fetch(const std::string &issuer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_askedFor = issuer;
        m_askedMs = nowMs();
    }
    if (!isSafeIssuerUrl(issuer))
        return base::fail(base::ErrorCode::Upstream, "no issuer is set that could be asked", "oidc_issuer");
    const std::string_view stem = std::string_view(issuer).substr(0, issuer.size() - (issuer.ends_with('/') ? 1 : 0));
    const auto document = jsonAt(std::string(stem) + "/.well-known/openid-configuration");
    if (!document)
        return base::fail(document.error());
    auto facts = factsIn(*document, issuer);
    if (!facts)
        return base::fail(facts.error());
    const auto set = jsonAt(textOr(at(*document, "jwks_uri")));
    if (!set)
        return base::fail(set.error());
    auto keys = auth::IssuerKeys::parse(*set);
    if (!keys)
        return base::fail(keys.error());
    facts->keys = std::move(*keys);
    facts->fetchedMs = nowMs();
    auto shared = std::make_shared<const IssuerFacts>(std::move(*facts));
    const std::lock_guard lock(m_mutex);
    m_facts = shared;
    return shared;
}

std::string formOf(std::initializer_list<std::pair<std::string_view, std::string_view>> fields)
{
    std::string out;
    for (const auto &[name, value] : fields)
        out.append(out.empty() ? "" : "&").append(name).append("=").append(percentEncode(value));
    return out;
}

base::Result<std::string> exchangeCode(const IssuerFacts &issuer, const model::SignInSettings &settings,
                                       const secrets::SharedSecret &clientSecret, const CodeExchange &exchange)
{
    upstream::FetchRequest request{.method = "POST",
                                   .url = issuer.tokenEndpoint,
                                   .body = formOf({{"grant_type", "authorization_code"},
                                                   {"code", exchange.code},
                                                   {"redirect_uri", exchange.callback},
                                                   {"code_verifier", exchange.verifier},
                                                   {"client_id", settings.clientId}}),
                                   .contentType = "application/x-www-form-urlencoded",
                                   .mostBytes = kMostBytes};
    if (clientSecret && !clientSecret->empty()) {
        std::string secret = percentEncode(clientSecret->reveal());
        if (issuer.takesBasic) {
            std::string pair = percentEncode(settings.clientId) + ":" + secret;
            request.basic = auth::toBase64(pair);
            base::Secret::wipe(pair);
        } else {
            request.body += "&client_secret=" + secret;
        }
        base::Secret::wipe(secret);
    }
    auto answer = upstream::fetch(request);
    base::Secret::wipe(request.body);
    base::Secret::wipe(request.basic);
    if (!answer)
        return base::fail(answer.error(), "asking the issuer for a token");
    const auto json = base::parseJson(answer->body);
    std::string token = json ? textOr(at(*json, "id_token")) : std::string();
    if (answer->status != kOk || token.empty())
        return base::fail(base::ErrorCode::Unauthorized, sentenceOf(*answer));
    return token;
}

} // namespace admin
