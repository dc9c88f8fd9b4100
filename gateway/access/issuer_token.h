#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/token_text.h"
#include "base/json.h"
#include "base/result.h"
#include "model/plan.h"

/// What a token of an OpenID Connect issuer says, once its signature is known to be good. Pure.
/// Source: OpenID Connect Core 1.0, sections 2 and 3.1.3.7; RFC 9068.
namespace auth {

/// What a token must say to count.
struct TokenTerms {
    std::string issuer{};
    std::string audience{}; ///< Must be among those it is for.
    std::string client{};   ///< When it names an authorized party, this must be it; empty: not asked.
    std::string nonce{};    ///< Of the visit it belongs to; empty: not asked.
};

/// Who it is about, by the issuer's word.
struct IssuerIdentity {
    std::string subject{}; ///< `issuer|sub`: what a user is known by.
    std::string email{};   ///< Empty unless the issuer says it is verified.
    std::string name{};
    base::Json claims = base::Json::object();
};

/// Errors: Unauthorized, in the same words whatever is wrong. Times have kClockLeewaySeconds of leeway.
base::Result<IssuerIdentity> identityIn(const SignedText &token, const TokenTerms &terms, std::int64_t nowS);
/// Whether it says to be of this issuer; nothing is proven by that.
bool isFrom(const SignedText &token, std::string_view issuer);

/// The greatest role that `map` (value to role) gives for what stands in the claim: one text or a list of them. `claim`
/// may lead into objects: `realm_access.roles`. Nothing when none of them is in the map.
std::optional<model::Role> roleIn(const base::Json &claims, std::string_view claim,
                                  const std::vector<std::pair<std::string, std::string>> &map);

} // namespace auth
