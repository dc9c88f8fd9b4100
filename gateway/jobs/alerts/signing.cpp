#include "jobs/alerts/signing.h"

#include <array>
#include <optional>
#include <vector>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "access/token_text.h"

namespace jobs {
namespace {

constexpr std::string_view kStandardKey = "whsec_";

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string hmac(std::string_view key, std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytesOf(text), text.size(), out.data(), &size);
    return auth::toBase64({reinterpret_cast<const char *>(out.data()), size});
}

/// Nothing for what is no base64.
std::optional<std::string> fromBase64(std::string_view text)
{
    std::vector<unsigned char> out(text.size() + 3);
    const int size = EVP_DecodeBlock(out.data(), bytesOf(text), static_cast<int>(text.size()));
    if (size <= 0)
        return std::nullopt;
    const auto padding = text.size() - text.find_last_not_of('=') - 1;
    return std::string(reinterpret_cast<const char *>(out.data()), static_cast<std::size_t>(size) - padding);
}

} // namespace

std::string webhookSignature(const base::Secret &secret, std::string_view id, std::int64_t seconds,
                             std::string_view body)
{
    const std::string_view shown = secret.reveal();
    std::string key(shown);
    if (shown.starts_with(kStandardKey))
        if (auto bytes = fromBase64(shown.substr(kStandardKey.size())))
            key = std::move(*bytes);
    const std::string text = std::string(id) + "." + std::to_string(seconds) + "." + std::string(body);
    std::string out = "v1," + hmac(key, text);
    base::Secret::wipe(key);
    return out;
}

std::string dingtalkSign(const base::Secret &secret, std::int64_t millis)
{
    std::string text = std::to_string(millis) + "\n" + std::string(secret.reveal());
    std::string out = hmac(secret.reveal(), text);
    base::Secret::wipe(text);
    return out;
}

std::string feishuSign(const base::Secret &secret, std::int64_t seconds)
{
    std::string key = std::to_string(seconds) + "\n" + std::string(secret.reveal());
    std::string out = hmac(key, "");
    base::Secret::wipe(key);
    return out;
}

} // namespace jobs
