#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace auth {

/// So long an access token of ours is good for.
inline constexpr std::int64_t kAccessTokenSeconds = 900;
/// How far a clock may be off: ours when it was set back after a token was made, and an issuer's.
inline constexpr std::int64_t kClockLeewaySeconds = 60;

/// What an access token says. Role and team are told for whoever reads it; what its bearer may do is asked of the
/// user as it is now.
struct AccessClaims {
    std::string user{};   ///< Id.
    std::string signIn{}; ///< Id of the sign-in it came from, which can be ended.
    std::string role{};
    std::string team{};
    std::int64_t issuedS = 0; ///< Unit: Unix seconds, as all times in tokens.
};

/// Signs our access tokens (JSON Web Tokens, Ed25519) and knows them again. Its key is made anew with each object and
/// stays in memory: nothing on the disk can make a token, and after a restart everybody refreshes once.
/// Thread: any (immutable).
class AccessTokenKey {
public:
    AccessTokenKey();
    ~AccessTokenKey();
    AccessTokenKey(const AccessTokenKey &) = delete;
    AccessTokenKey &operator=(const AccessTokenKey &) = delete;

    std::string sign(const AccessClaims &claims) const;
    /// Errors: Unauthorized, in the same words whatever is wrong.
    base::Result<AccessClaims> read(std::string_view token, std::int64_t nowS) const;
    /// Whether it says to be one of ours. It then is nobody else's, whatever its signature is worth.
    static bool isOurs(std::string_view token);

private:
    std::array<unsigned char, 32> m_public{};
    std::array<unsigned char, 64> m_secret{};
};

} // namespace auth
