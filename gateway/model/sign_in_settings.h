#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/fields.h"

namespace model {

/// How people sign in to the admin API. It is no part of the plan: no call sees it, and no earlier plan brings it back.
struct SignInSettings {
    bool keyAndToken = false; ///< What a member may not do needs an access token and a client key together.

    std::string issuer{}; ///< Of OpenID Connect; empty: nobody signs in that way.
    std::string clientId{};
    std::string clientSecret{}; ///< Where it is: `env:NAME`, `file:PATH`, `keychain:ID`; empty: there is none.
    std::string scopes = "openid profile email";
    std::string audience{};    ///< Of the issuer's tokens on the API; empty: the client id.
    std::string redirectUri{}; ///< As the issuer knows it; empty: the callback at the address that was asked.
    std::string roleClaim{};   ///< Where the issuer's tokens say what somebody may do; empty: they do not.
    std::vector<std::pair<std::string, std::string>> roleMap{}; ///< From what stands there to a role of ours.
    bool signUp = false; ///< Somebody new becomes a user; else only who is known already may come in.
    std::int64_t version = 1;

    /// Whom the issuer's tokens must be for.
    const std::string &wantedAudience() const { return audience.empty() ? clientId : audience; }
};

template <>
std::span<const Field<SignInSettings>> fieldsOf<SignInSettings>();

} // namespace model
