#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"

/// Encryption of what is kept on disk: XChaCha20-Poly1305 with a nonce of its own for each text. Pure but for random
/// numbers. Thread: any. Source: libsodium, crypto_aead_xchacha20poly1305_ietf.
namespace auth {

/// Wiped when it goes.
class SealingKey {
public:
    /// Of any text that is hard to guess.
    explicit SealingKey(std::string_view secret);
    ~SealingKey();
    SealingKey(const SealingKey &) = delete;
    SealingKey &operator=(const SealingKey &) = delete;

    /// `about` is not kept, but must be the same again: a text cannot be passed off as another's.
    std::string seal(std::string_view text, std::string_view about) const;
    /// Errors: Unprocessable for what was sealed with another key, about something else, or has been changed.
    base::Result<std::string> open(std::string_view sealed, std::string_view about) const;

private:
    std::array<unsigned char, 32> m_key{};
};

} // namespace auth
