#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/token_text.h"
#include "base/json.h"
#include "base/result.h"

struct evp_pkey_st;

namespace auth {

/// The public keys of an issuer (a JSON Web Key Set), and whether one of them signed a token. RS256, ES256 and EdDSA
/// (Ed25519); which of them counts is a property of the key, never of the token.
/// Thread: any (immutable). Source: RFC 7517, RFC 7518 sections 3 and 6, RFC 8037.
class IssuerKeys {
public:
    /// Keys for other uses or of other kinds are left out. Errors: Upstream for what is no key set, or has none of use.
    static base::Result<IssuerKeys> parse(const base::Json &set);

    /// What verify() found.
    enum class Verdict : std::uint8_t {
        Good,
        Bad,
        UnknownKey, ///< It names a key that is not here: the issuer may have a new one.
    };
    Verdict verify(const SignedText &token) const;
    std::size_t size() const { return m_keys.size(); }

private:
    struct Key {
        std::string id{};
        std::string_view algorithm{};
        std::shared_ptr<evp_pkey_st> key{};
    };
    static std::shared_ptr<evp_pkey_st> read(const base::Json &one, std::string_view &algorithm);

    std::vector<Key> m_keys{};
};

} // namespace auth
