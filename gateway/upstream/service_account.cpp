#include "upstream/service_account.h"

#include <algorithm>
#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/json.h"
#include "base/text.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"

namespace upstream {
namespace {

constexpr std::int64_t kLifetime = 3600; // as long as Google allows
constexpr const char *kScope = "https://www.googleapis.com/auth/cloud-platform";
constexpr const char *kGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

auto unreadable(const char *what)
{
    return base::fail(base::ErrorCode::BadRequest, std::string("the key is no service account: ") + what);
}

std::string base64Url(std::string_view bytes)
{
    static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = held << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6)
            out += kLetters[held >> (bits - 6) & 63];
    }
    if (bits > 0)
        out += kLetters[held << (6 - bits) & 63];
    return out;
}

template <typename T, void (*Free)(T *)>
struct Freer {
    void operator()(T *value) const { Free(value); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX, EVP_MD_CTX_free>>;

Key readKey(std::string_view pem)
{
    BIO *bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    Key out(PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr));
    BIO_free(bio);
    return out;
}

/// RS256. Empty when OpenSSL refuses.
std::string signatureOf(std::string_view text, EVP_PKEY *key)
{
    const Context context(EVP_MD_CTX_new());
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.data());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) != 1)
        return {};
    std::string out(size, '\0');
    auto *place = reinterpret_cast<unsigned char *>(out.data());
    if (EVP_DigestSign(context.get(), place, &size, bytes, text.size()) != 1)
        return {};
    out.resize(size);
    return out;
}

/// The key file says where its assertions go: nowhere that can be listened to.
bool mayBeAsked(const std::string &url)
{
    const auto origin = originOf(url);
    return origin && (origin->starts_with("https://") || origin->starts_with("http://127.0.0.1:"));
}

} // namespace

base::Result<TokenQuestion> askForToken(const base::Secret &account, std::int64_t unixSeconds)
{
    auto json = base::parseJson(account.reveal());
    if (!json || !json->is_object())
        return unreadable("it must be the whole JSON of its key file");
    std::string pem = base::textOr(base::at(*json, "private_key"));
    const Key key = readKey(pem);
    base::Secret::wipe(pem);
    if (json->contains("private_key") && (*json)["private_key"].is_string())
        base::Secret::wipe((*json)["private_key"].get_ref<std::string &>());
    const std::string mail = base::textOr(base::at(*json, "client_email"));
    const std::string url = base::textOr(base::at(*json, "token_uri"), "https://oauth2.googleapis.com/token");
    if (mail.empty() || !key)
        return unreadable("client_email or private_key is missing or cannot be read");
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        return unreadable("its private_key is not of RSA");
    if (!mayBeAsked(url))
        return unreadable("its token_uri must begin with https://");
    base::Json header = {{"alg", "RS256"}, {"typ", "JWT"}};
    if (const base::Json &id = base::at(*json, "private_key_id"); id.is_string())
        header["kid"] = id;
    const base::Json claims = {
        {"iss", mail}, {"scope", kScope}, {"aud", url}, {"iat", unixSeconds}, {"exp", unixSeconds + kLifetime}};
    std::string assertion = base64Url(base::dump(header)) + "." + base64Url(base::dump(claims));
    const std::string signature = signatureOf(assertion, key.get());
    if (signature.empty())
        return unreadable("its private_key cannot sign");
    assertion += "." + base64Url(signature);
    return TokenQuestion{url, "grant_type=" + percentEncoded(kGrant) + "&assertion=" + assertion};
}

base::Result<TokenAnswer> readToken(int status, const std::string &body)
{
    auto json = base::parseJson(body);
    const std::string token = json ? base::textOr(base::at(*json, "access_token")) : std::string();
    if (status == 200 && !token.empty())
        return TokenAnswer{std::make_shared<const base::Secret>(token),
                           std::max<std::int64_t>(0, base::integerOr(base::at(*json, "expires_in"), kLifetime))};
    std::string words = json
                            ? base::textOr(base::at(*json, "error_description"), base::textOr(base::at(*json, "error")))
                            : std::string();
    std::string out = "the token endpoint answered " + std::to_string(status);
    if (!words.empty())
        out += ": " + std::string(base::clip(words, 200));
    return base::fail(status == 400 || status == 401 || status == 403 ? base::ErrorCode::Unauthorized
                                                                      : base::ErrorCode::Upstream,
                      std::move(out));
}

} // namespace upstream
