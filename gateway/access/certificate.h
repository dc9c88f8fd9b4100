#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"

/// Certificates for our own listener: made, and read. Pure but for the random bits of a new key.
/// Source: RFC 5280; RFC 7469 section 2.4 for the pin.
namespace auth {

/// What is worth showing of a certificate.
struct CertificateFacts {
    std::vector<std::string> names{}; ///< Hosts and addresses it is for.
    std::string fingerprint{};        ///< SHA-256 of the whole, as browsers show it: `AB:CD:…`.
    std::string pin{};                ///< SHA-256 of the public key, as curl takes it: `sha256//…`.
    std::string issuer{}; ///< Common name, or the whole name; equal to `subject` when nobody else signed it.
    std::string subject{};
    std::int64_t notBeforeMs = 0; ///< Unix milliseconds.
    std::int64_t notAfterMs = 0;
    std::string pem{}; ///< This certificate alone.
};

/// Certificate (with those that lead up from it) and key, as PEM.
struct CertificatePair {
    std::string certificate{};
    base::Secret key{};
};

/// The first certificate in `pem`. Errors: Unprocessable.
base::Result<CertificateFacts> readCertificate(std::string_view pem);

/// Whether both can be read and belong together. Errors: Unprocessable, saying which is wrong.
base::Result<> checkPair(const CertificatePair &pair);

/// Signed by itself, over a new P-256 key (browsers take no Ed25519), for `names` and this computer's own. It cannot
/// sign others: whoever trusts it trusts nothing else. Errors: Unprocessable for what is neither name nor address.
base::Result<CertificatePair> makeCertificate(std::span<const std::string> names, std::int64_t nowMillis);

} // namespace auth
