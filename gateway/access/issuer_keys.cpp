#include "access/issuer_keys.h"

#include <algorithm>
#include <array>

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "base/text.h"

namespace auth {
namespace {

using base::at;
using base::Json;
using base::textOr;

constexpr std::string_view kRs256 = "RS256";
constexpr std::string_view kEs256 = "ES256";
constexpr std::string_view kEdDsa = "EdDSA";
constexpr std::size_t kMostKeys = 100;
constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 8192; // what is larger only costs time
constexpr std::size_t kHalf = 32;  // of a P-256 signature or point

template <typename T, void (*Free)(T *)>
struct Freer {
    void operator()(T *value) const { Free(value); }
};
using Context = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX, EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM, OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Freer<BIGNUM, BN_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG, ECDSA_SIG_free>>;
using SharedKey = std::shared_ptr<EVP_PKEY>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

Number numberIn(std::string_view bytes)
{
    return Number(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
}

SharedKey keyFrom(const char *kind, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY *out = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &out, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return {};
    return {out, EVP_PKEY_free};
}

SharedKey rsaKey(const Json &one)
{
    const auto modulus = fromBase64Url(textOr(at(one, "n")));
    const auto exponent = fromBase64Url(textOr(at(one, "e")));
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !builder || modulus->size() * 8 > kMostRsaBits || exponent->size() > 8)
        return {};
    const Number n = numberIn(*modulus), e = numberIn(*exponent);
    if (!n || !e || BN_num_bits(n.get()) < kLeastRsaBits || !BN_is_odd(e.get()) || BN_is_one(e.get())
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return {};
    return keyFrom("RSA", builder.get());
}

SharedKey curveKey(const Json &one)
{
    const auto x = fromBase64Url(textOr(at(one, "x")));
    const auto y = fromBase64Url(textOr(at(one, "y")));
    const Builder builder(OSSL_PARAM_BLD_new());
    if (textOr(at(one, "crv")) != "P-256" || !x || !y || x->size() != kHalf || y->size() != kHalf || !builder)
        return {};
    const std::string point = "\x04" + *x + *y;
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return {};
    return keyFrom("EC", builder.get());
}

SharedKey edwardsKey(const Json &one)
{
    const auto x = fromBase64Url(textOr(at(one, "x")));
    if (textOr(at(one, "crv")) != "Ed25519" || !x || x->size() != kHalf)
        return {};
    return {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(*x), x->size()), EVP_PKEY_free};
}

/// JSON Web Signatures have both numbers side by side, OpenSSL wants them in ASN.1. Empty when it is none.
std::string inAsn1(std::string_view signature)
{
    const EcSignature out(ECDSA_SIG_new());
    if (signature.size() != 2 * kHalf || !out)
        return {};
    Number r = numberIn(signature.substr(0, kHalf)), s = numberIn(signature.substr(kHalf));
    if (!r || !s || ECDSA_SIG_set0(out.get(), r.get(), s.get()) != 1)
        return {};
    static_cast<void>(r.release()); // the signature has them now
    static_cast<void>(s.release());
    unsigned char *bytes = nullptr;
    const int size = i2d_ECDSA_SIG(out.get(), &bytes);
    if (size <= 0)
        return {};
    std::string text(reinterpret_cast<char *>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return text;
}

bool isSignedBy(const SignedText &token, EVP_PKEY *key, std::string_view algorithm)
{
    const std::string signature = algorithm == kEs256 ? inAsn1(token.signature) : token.signature;
    const EVP_MD *digest = algorithm == kEdDsa ? nullptr : EVP_sha256();
    const Context context(EVP_MD_CTX_new());
    return context && !signature.empty() && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1
           && EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(token.signedPart),
                               token.signedPart.size())
                  == 1;
}

bool isForSigning(const Json &one)
{
    const std::string use = textOr(at(one, "use"), "sig");
    const Json &operations = at(one, "key_ops");
    return use == "sig"
           && (!operations.is_array() || std::ranges::find(operations, Json("verify")) != operations.end());
}

/// A header that asks for more than we know of is one that we would misread.
bool isPlain(const Json &header)
{
    const std::string type = base::lowerAscii(textOr(at(header, "typ"), "JWT"));
    return !header.contains("crit") && !header.contains("b64")
           && (type == "jwt" || type == "at+jwt" || type == "application/at+jwt");
}

} // namespace

SharedKey IssuerKeys::read(const Json &one, std::string_view &algorithm)
{
    const std::string kind = textOr(at(one, "kty"));
    algorithm = kind == "RSA" ? kRs256 : kind == "EC" ? kEs256 : kEdDsa;
    if (!isForSigning(one) || textOr(at(one, "alg"), algorithm) != algorithm)
        return {};
    if (kind == "RSA")
        return rsaKey(one);
    if (kind == "EC")
        return curveKey(one);
    return kind == "OKP" ? edwardsKey(one) : SharedKey();
}

base::Result<IssuerKeys> IssuerKeys::parse(const Json &set)
{
    const Json &list = at(set, "keys");
    if (!list.is_array() || list.size() > kMostKeys)
        return base::fail(base::ErrorCode::Upstream, "the issuer's keys are no key set (jwks_uri)");
    IssuerKeys out;
    for (const Json &one : list) {
        Key key{.id = textOr(at(one, "kid"))};
        key.key = read(one, key.algorithm);
        if (key.key)
            out.m_keys.push_back(std::move(key));
    }
    if (out.m_keys.empty())
        return base::fail(base::ErrorCode::Upstream, "the issuer has no key for RS256, ES256 or EdDSA");
    return out;
}

IssuerKeys::Verdict IssuerKeys::verify(const SignedText &token) const
{
    const auto header = objectIn(token.header);
    if (!header || !isPlain(*header))
        return Verdict::Bad;
    const std::string algorithm = textOr(at(*header, "alg"));
    if (algorithm != kRs256 && algorithm != kEs256 && algorithm != kEdDsa)
        return Verdict::Bad;
    const Json &named = at(*header, "kid");
    if (!named.is_null() && !named.is_string())
        return Verdict::Bad;
    bool known = false;
    for (const Key &key : m_keys) {
        if (named.is_string() && key.id != textOr(named))
            continue;
        known = true;
        if (key.algorithm == algorithm && isSignedBy(token, key.key.get(), key.algorithm))
            return Verdict::Good;
    }
    return known ? Verdict::Bad : Verdict::UnknownKey;
}

} // namespace auth
