#include "access/token_text.h"

#include <array>
#include <cstdlib>

#include <sodium.h>

namespace auth {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kRandomBytes = 32;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string encoded(std::string_view bytes, int variant)
{
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytesOf(bytes), bytes.size(), variant);
    out.pop_back(); // the zero at its end
    return out;
}

} // namespace

std::string toBase64Url(std::string_view bytes)
{
    return encoded(bytes, kVariant);
}

std::string toBase64(std::string_view bytes)
{
    return encoded(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    std::string out(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char *end = nullptr;
    const int done = sodium_base642bin(reinterpret_cast<unsigned char *>(out.data()), out.size(), text.data(),
                                       text.size(), nullptr, &size, &end, kVariant);
    if (done != 0 || end != text.data() + text.size())
        return std::nullopt;
    out.resize(size);
    if (toBase64Url(out) != text)
        return std::nullopt;
    return out;
}

std::string challengeOf(std::string_view verifier)
{
    std::array<char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()), bytesOf(verifier), verifier.size());
    return toBase64Url({digest.data(), digest.size()});
}

std::string randomToken(std::string_view start)
{
    if (sodium_init() < 0)
        std::abort(); // no randomness, no tokens
    std::array<char, kRandomBytes> random{};
    randombytes_buf(random.data(), random.size());
    std::string out = std::string(start) + toBase64Url({random.data(), random.size()});
    sodium_memzero(random.data(), random.size());
    return out;
}

base::Result<SignedText> takeApart(std::string_view token)
{
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (token.size() > kLongestToken || first == std::string_view::npos || first == last)
        return refusedToken();
    SignedText out{.header = token.substr(0, first),
                   .signedPart = token.substr(0, last),
                   .claims = token.substr(first + 1, last - first - 1)};
    auto signature = fromBase64Url(token.substr(last + 1));
    if (!signature || signature->empty() || out.claims.find('.') != std::string_view::npos)
        return refusedToken();
    out.signature = std::move(*signature);
    return out;
}

base::Result<base::Json> objectIn(std::string_view part)
{
    const auto bytes = fromBase64Url(part);
    if (!bytes)
        return refusedToken();
    auto json = base::parseJson(*bytes);
    if (!json || !json->is_object())
        return refusedToken();
    return std::move(*json);
}

} // namespace auth
