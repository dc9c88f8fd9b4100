#include "access/signature.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include <sodium.h>

#include "access/client_key.h"
#include "base/text.h"

namespace auth {
namespace {

constexpr std::string_view kVersion = "v1";
constexpr std::string_view kSignatureStart = "v1=";
constexpr std::size_t kSignatureLength = kSignatureStart.size() + std::size_t{2} * crypto_auth_hmacsha256_BYTES;
constexpr std::size_t kShortestNonce = 16;
constexpr std::size_t kLongestNonce = 128;
constexpr std::size_t kLongestTimestamp = 11; ///< Seconds until the year 5138.
constexpr std::string_view kSecretStart = "sys-";
constexpr std::size_t kRandomBytes = 32;

auto refused(std::string_view header, std::string_view why)
{
    return base::fail(base::ErrorCode::Unauthorized, "`" + std::string(header) + "` " + std::string(why),
                      std::string(header));
}

bool isNonceCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

base::Result<std::int64_t> secondsIn(std::string_view text)
{
    std::int64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!whole || text.size() > kLongestTimestamp || out < 0)
        return refused(kTimestampHeader, "must be the time in whole seconds since 1970");
    return out;
}

base::Result<> checkShapes(const ShownSignature &shown)
{
    const auto missing = [](std::string_view header) {
        return refused(header, "is missing: this key's requests must be signed");
    };
    if (shown.timestamp.empty())
        return missing(kTimestampHeader);
    if (shown.nonce.empty())
        return missing(kNonceHeader);
    if (shown.signature.empty())
        return missing(kSignatureHeader);
    const bool usual = shown.nonce.size() >= kShortestNonce && shown.nonce.size() <= kLongestNonce
                       && std::ranges::all_of(shown.nonce, isNonceCharacter);
    if (!usual)
        return refused(kNonceHeader, "must be 16 to 128 letters, digits or - . _ ~ + / =");
    if (!shown.signature.starts_with(kSignatureStart) || shown.signature.size() != kSignatureLength)
        return refused(kSignatureHeader, "must be `v1=` and 64 hexadecimal digits");
    return {};
}

} // namespace

std::string signatureOf(const base::Secret &secret, const SignedRequest &request, std::string_view timestamp,
                        std::string_view nonce)
{
    std::string text(kVersion);
    text.append("\n").append(request.method).append("\n").append(request.path);
    if (!request.query.empty())
        text.append("?").append(request.query);
    text.append("\n").append(base::toHex(digestOf(request.body))).append("\n");
    text.append(timestamp).append("\n").append(nonce);
    crypto_auth_hmacsha256_state state;
    const std::string_view key = secret.reveal();
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char *>(key.data()), key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char *>(text.data()), text.size());
    model::Digest mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    sodium_memzero(&state, sizeof state);
    return std::string(kSignatureStart) + base::toHex(mac);
}

base::Result<std::int64_t> checkSignature(const base::Secret &secret, const SignedRequest &request,
                                          const ShownSignature &shown, std::int64_t nowMs)
{
    if (auto shaped = checkShapes(shown); !shaped)
        return base::fail(std::move(shaped.error()));
    const auto seconds = secondsIn(shown.timestamp);
    if (!seconds)
        return seconds;
    const std::int64_t signedMs = *seconds * 1000;
    if (signedMs < nowMs - kSignatureWindowMs || signedMs > nowMs + kSignatureWindowMs)
        return refused(kTimestampHeader, "is more than 300 seconds from the time here: set the clock right");
    const std::string expected = signatureOf(secret, request, shown.timestamp, shown.nonce);
    if (sodium_memcmp(expected.data(), shown.signature.data(), kSignatureLength) != 0)
        return refused(kSignatureHeader, "does not fit this request and this key's signing secret");
    return signedMs;
}

base::Secret makeSigningSecret()
{
    std::array<unsigned char, kRandomBytes> random{};
    if (sodium_init() < 0)
        std::abort(); // no randomness, no secrets
    randombytes_buf(random.data(), random.size());
    std::array<char, sodium_base64_ENCODED_LEN(kRandomBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    base::Secret out(std::string(kSecretStart) + text.data());
    sodium_memzero(random.data(), random.size());
    sodium_memzero(text.data(), text.size());
    return out;
}

} // namespace auth
