#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/secret.h"

/// Where certificates for our listener lie. The one we make lies in the data directory, key and all, in one file that
/// is replaced whole. In a file (0600, in a directory of 0700) and not in the keychain, because the listener must come
/// up where there is no keychain, or none that is open yet: on a machine without a screen, or before anybody signed in.
/// Beside it lies the token that may do everything; this key is worth less, and is made anew with one click.
namespace storage {

struct CertificateText {
    std::string certificate{}; ///< PEM, with the chain.
    base::Secret key{};        ///< PEM.
};

/// Nothing when none was made. Errors: Storage, Forbidden as below.
base::Result<std::optional<CertificateText>> loadOwnCertificate(const std::filesystem::path &dataDirectory);
/// Errors: Storage; then the one that was there still is.
base::Result<> keepOwnCertificate(const std::filesystem::path &dataDirectory, const CertificateText &text);
std::filesystem::path ownCertificateFile(const std::filesystem::path &dataDirectory);

/// Errors: Unprocessable for a file that cannot be read, or a key that others than its owner can read; the `param` is
/// `certificate_file` or `certificate_key_file`.
base::Result<CertificateText> readCertificateFiles(const std::filesystem::path &certificate,
                                                   const std::filesystem::path &key);

} // namespace storage
