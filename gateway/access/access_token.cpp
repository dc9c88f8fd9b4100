#include "access/access_token.h"

#include <cstdlib>

#include <sodium.h>

#include "access/token_text.h"

namespace auth {
namespace {

constexpr std::string_view kIssuer = "switchyard";
constexpr std::string_view kAudience = "switchyard-admin";

/// The whole header, byte by byte: a token has no say in how it is checked.
const std::string &header()
{
    static const std::string text = toBase64Url(R"({"alg":"EdDSA","typ":"JWT"})") + ".";
    return text;
}

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

AccessTokenKey::AccessTokenKey()
{
    if (sodium_init() < 0)
        std::abort(); // no randomness, no keys
    crypto_sign_keypair(m_public.data(), m_secret.data());
    sodium_mlock(m_secret.data(), m_secret.size());
}

AccessTokenKey::~AccessTokenKey()
{
    sodium_munlock(m_secret.data(), m_secret.size()); // wipes it, too
}

bool AccessTokenKey::isOurs(std::string_view token)
{
    return token.starts_with(header());
}

std::string AccessTokenKey::sign(const AccessClaims &claims) const
{
    const base::Json body = {
        {"iss", kIssuer},        {"aud", kAudience},      {"sub", claims.user},
        {"sid", claims.signIn},  {"role", claims.role},   {"team", claims.team},
        {"iat", claims.issuedS}, {"nbf", claims.issuedS}, {"exp", claims.issuedS + kAccessTokenSeconds}};
    std::string out = header() + toBase64Url(base::dump(body));
    std::array<char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, bytesOf(out), out.size(),
                         m_secret.data());
    return out + "." + toBase64Url({signature.data(), signature.size()});
}

base::Result<AccessClaims> AccessTokenKey::read(std::string_view token, std::int64_t nowS) const
{
    if (!isOurs(token))
        return refusedToken();
    const auto parts = takeApart(token);
    if (!parts || parts->signature.size() != crypto_sign_BYTES
        || crypto_sign_verify_detached(bytesOf(parts->signature), bytesOf(parts->signedPart), parts->signedPart.size(),
                                       m_public.data())
               != 0)
        return refusedToken();
    const auto body = objectIn(parts->claims);
    if (!body || base::textOr(base::at(*body, "iss")) != kIssuer || base::textOr(base::at(*body, "aud")) != kAudience)
        return refusedToken();
    AccessClaims out{.user = base::textOr(base::at(*body, "sub")),
                     .signIn = base::textOr(base::at(*body, "sid")),
                     .role = base::textOr(base::at(*body, "role")),
                     .team = base::textOr(base::at(*body, "team")),
                     .issuedS = base::integerOr(base::at(*body, "iat"))};
    const bool over = base::integerOr(base::at(*body, "exp")) <= nowS; // our own clock: no leeway past the end
    const bool early = base::integerOr(base::at(*body, "nbf")) > nowS + kClockLeewaySeconds;
    if (over || early || out.user.empty() || out.signIn.empty())
        return refusedToken();
    return out;
}

} // namespace auth
