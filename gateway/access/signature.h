#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace auth {

inline constexpr std::string_view kTimestampHeader = "x-switchyard-timestamp";
inline constexpr std::string_view kNonceHeader = "x-switchyard-nonce";
inline constexpr std::string_view kSignatureHeader = "x-switchyard-signature";

/// How far a signed request's time may be from ours. Unit: milliseconds.
inline constexpr std::int64_t kSignatureWindowMs = 300'000;

/// What is signed of a request besides its time and nonce.
struct SignedRequest {
    std::string_view method{};
    std::string_view path{};  ///< As it was sent.
    std::string_view query{}; ///< The same, without the '?'.
    std::string_view body{};
};

/// The three headers of a signed request, as they were sent.
struct ShownSignature {
    std::string_view timestamp{}; ///< Unix seconds.
    std::string_view nonce{};     ///< 16 to 128 characters, never the same twice.
    std::string_view signature{}; ///< `v1=` and 64 hexadecimal digits.
};

/// `v1=` and the HMAC-SHA256, in hexadecimal digits, over six lines without an end: `v1`, the method, the path with
/// `?query` where there is one, the SHA-256 of the body in hexadecimal digits, the timestamp, the nonce.
std::string signatureOf(const base::Secret &secret, const SignedRequest &request, std::string_view timestamp,
                        std::string_view nonce);

/// Whether the request was signed with this secret, within the window. Whether it is a replay is for whoever keeps the
/// nonces. The signature is compared in constant time. Gives the time it was signed at. Unit: Unix milliseconds.
/// Errors: Unauthorized with the header that is wrong as `param`.
base::Result<std::int64_t> checkSignature(const base::Secret &secret, const SignedRequest &request,
                                          const ShownSignature &shown, std::int64_t nowMs);

/// `sys-` and 43 characters that hold 256 random bits.
base::Secret makeSigningSecret();

} // namespace auth
