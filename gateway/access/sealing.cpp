#include "access/sealing.h"

#include <cstdlib>

#include <sodium.h>

namespace auth {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}
unsigned char *bytesOf(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

} // namespace

SealingKey::SealingKey(std::string_view secret)
{
    static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);
    if (sodium_init() < 0)
        std::abort(); // no random numbers: nothing may be sealed
    crypto_generichash(m_key.data(), m_key.size(), bytesOf(secret), secret.size(), nullptr, 0);
}

SealingKey::~SealingKey()
{
    sodium_memzero(m_key.data(), m_key.size());
}

std::string SealingKey::seal(std::string_view text, std::string_view about) const
{
    std::string out(kNonce + text.size() + kTag, '\0');
    randombytes_buf(out.data(), kNonce);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(out) + kNonce, &size, bytesOf(text), text.size(), bytesOf(about),
                                               about.size(), nullptr, bytesOf(out), m_key.data());
    out.resize(kNonce + static_cast<std::size_t>(size));
    return out;
}

base::Result<std::string> SealingKey::open(std::string_view sealed, std::string_view about) const
{
    std::string out(sealed.size() < kNonce + kTag ? 0 : sealed.size() - kNonce - kTag, '\0');
    unsigned long long size = 0;
    const bool whole = sealed.size() >= kNonce + kTag
                       && crypto_aead_xchacha20poly1305_ietf_decrypt(
                              bytesOf(out), &size, nullptr, bytesOf(sealed) + kNonce, sealed.size() - kNonce,
                              bytesOf(about), about.size(), bytesOf(sealed), m_key.data())
                              == 0;
    if (!whole)
        return base::fail(base::ErrorCode::Unprocessable, "it was encrypted with another key, or is damaged");
    return out;
}

} // namespace auth
