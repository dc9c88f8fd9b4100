#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

/// The text of tokens: base64url, and the three parts of a signed JSON Web Token in its compact form. Pure.
/// Source: RFC 4648 section 5, RFC 7515 section 7.1, RFC 7519.
namespace auth {

std::string toBase64Url(std::string_view bytes);
/// Without padding, in its one canonical spelling; nothing for everything else.
std::optional<std::string> fromBase64Url(std::string_view text);
/// The older alphabet with padding, as HTTP's Basic wants it.
std::string toBase64(std::string_view bytes);

/// SHA-256 in base64url: what PKCE calls S256. Source: RFC 7636.
std::string challengeOf(std::string_view verifier);
/// 256 random bits in base64url behind `start`.
std::string randomToken(std::string_view start = {});

inline constexpr std::size_t kLongestToken = 16 * 1024;

/// Whether it is meant as a token: keys of ours have no dot in them.
inline bool looksLikeToken(std::string_view shown)
{
    return shown.find('.') != std::string_view::npos;
}

/// A token taken apart, with nothing of it proven yet. Views are of the token.
struct SignedText {
    std::string_view header{};     ///< As it came, still in base64url.
    std::string_view signedPart{}; ///< Header and claims with their dot: what the signature is over.
    std::string_view claims{};     ///< In base64url.
    std::string signature{};       ///< Its bytes.
};

/// What every refused token is told, whatever was wrong with it.
inline auto refusedToken()
{
    return base::fail(base::ErrorCode::Unauthorized, "this token is not valid; sign in again");
}

/// Errors: Unauthorized for everything but three parts of base64url of a reasonable length.
base::Result<SignedText> takeApart(std::string_view token);
/// One of its parts as a JSON object. Errors: Unauthorized.
base::Result<base::Json> objectIn(std::string_view part);

} // namespace auth
