#include "access/issuer_token.h"

#include <algorithm>

#include "access/access_token.h"
#include "base/text.h"
#include "model/words.h"

namespace auth {
namespace {

using base::at;
using base::Json;
using base::textOr;

constexpr std::size_t kLongestSubject = 255; // as OpenID Connect says

bool isFor(const Json &claims, const TokenTerms &terms)
{
    const Json &audience = at(claims, "aud");
    const bool named = audience.is_array() ? std::ranges::find(audience, Json(terms.audience)) != audience.end()
                                           : textOr(audience) == terms.audience;
    const Json &party = at(claims, "azp");
    return named && !terms.audience.empty()
           && (terms.client.empty() || party.is_null() || textOr(party) == terms.client);
}

/// Seconds may come with a fraction.
std::optional<std::int64_t> secondsIn(const Json &value)
{
    if (const auto whole = base::integerIn(value))
        return whole;
    if (!value.is_number_float())
        return std::nullopt;
    const double seconds = value.get<double>();
    if (!(seconds > 0 && seconds < 1e12))
        return std::nullopt;
    return static_cast<std::int64_t>(seconds);
}

bool isNow(const Json &claims, std::int64_t nowS)
{
    const auto ends = secondsIn(at(claims, "exp"));
    if (!ends || *ends <= nowS - kClockLeewaySeconds)
        return false;
    for (const char *name : {"nbf", "iat"}) {
        const Json &value = at(claims, name);
        const auto since = secondsIn(value);
        if (!value.is_null() && (!since || *since > nowS + kClockLeewaySeconds))
            return false;
    }
    return true;
}

} // namespace

bool isFrom(const SignedText &token, std::string_view issuer)
{
    const auto claims = objectIn(token.claims);
    return claims && !issuer.empty() && textOr(at(*claims, "iss")) == issuer;
}

base::Result<IssuerIdentity> identityIn(const SignedText &token, const TokenTerms &terms, std::int64_t nowS)
{
    auto claims = objectIn(token.claims);
    if (!claims || terms.issuer.empty() || textOr(at(*claims, "iss")) != terms.issuer)
        return refusedToken();
    const std::string subject = textOr(at(*claims, "sub"));
    const bool answers = terms.nonce.empty() || textOr(at(*claims, "nonce")) == terms.nonce;
    if (!isFor(*claims, terms) || !isNow(*claims, nowS) || !answers || subject.empty()
        || subject.size() > kLongestSubject)
        return refusedToken();
    IssuerIdentity out{.subject = terms.issuer + "|" + subject, .name = textOr(at(*claims, "name"))};
    if (base::truthOr(at(*claims, "email_verified")))
        out.email = textOr(at(*claims, "email"));
    out.claims = std::move(*claims);
    return out;
}

std::optional<model::Role> roleIn(const Json &claims, std::string_view claim,
                                  const std::vector<std::pair<std::string, std::string>> &map)
{
    const Json *value = &claims;
    if (const Json &whole = at(claims, claim); !whole.is_null())
        value = &whole; // some issuers have dots in a claim's name: https://example.com/roles
    else
        for (const std::string &step : base::split(claim, '.'))
            value = &at(*value, step);
    std::optional<model::Role> out;
    const auto take = [&](const Json &one) {
        for (const auto &[text, word] : map)
            if (const auto role = model::roleFrom(word); role && one.is_string() && textOr(one) == text)
                out = std::max(out.value_or(*role), *role);
    };
    if (value->is_array())
        std::ranges::for_each(*value, take);
    else
        take(*value);
    return out;
}

} // namespace auth
