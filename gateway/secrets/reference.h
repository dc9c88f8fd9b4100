#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

/// How a provider's key is named without being told: `env:NAME`, `file:PATH`, `keychain:ENTRY`, or nothing (empty).
namespace secrets {

enum class Kind : std::uint8_t {
    None,        ///< Empty: the provider needs no key.
    Environment, ///< `env:NAME`
    File,        ///< `file:PATH`
    Keychain,    ///< `keychain:ENTRY`; only Switchyard makes these.
    Malformed,   ///< Begins like one of the above, in whatever case, and is none.
    KeyItself,   ///< Anything else: a key that somebody entered.
};

Kind kindOf(std::string_view reference);
/// What stands behind the colon. Invariant: `reference` is of a kind that has one.
std::string_view nameIn(std::string_view reference);
std::string keychainReference(std::string_view entry);

/// The longest key; a header field carries no more. Unit: bytes.
inline constexpr std::size_t kLongestSecret = 16 * 1024;

/// `raw` as a secret, without white space at its end. Keys go into headers: what is not visible ASCII was pasted by
/// mistake. `where` begins the error's sentence. Errors: NotFound when empty, BadRequest; `raw` is wiped in any case.
base::Result<base::Secret> checkedSecret(std::string raw, const std::string &where);

} // namespace secrets
