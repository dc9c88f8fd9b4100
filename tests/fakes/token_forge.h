#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include "access/token_text.h"
#include "base/json.h"

/// Makes the tokens of an issuer, and those that somebody would like to pass for them.
namespace fakes {

class TokenForge {
public:
    enum class Kind { Rsa, SmallRsa, Curve, Edwards };

    explicit TokenForge(Kind kind, std::string id = "k1") : m_kind(kind), m_id(std::move(id))
    {
        EVP_PKEY *key = nullptr;
        if (kind == Kind::Rsa || kind == Kind::SmallRsa)
            key = EVP_RSA_gen(kind == Kind::Rsa ? 2048 : 1024);
        else if (kind == Kind::Curve)
            key = EVP_EC_gen("P-256");
        else
            key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
        m_key.reset(key, EVP_PKEY_free);
    }

    std::string algorithm() const
    {
        return m_kind == Kind::Curve ? "ES256" : m_kind == Kind::Edwards ? "EdDSA" : "RS256";
    }
    base::Json header() const { return {{"alg", algorithm()}, {"typ", "JWT"}, {"kid", m_id}}; }

    /// As the issuer publishes it.
    base::Json jwk() const
    {
        base::Json out = {{"kid", m_id}, {"use", "sig"}, {"alg", algorithm()}};
        if (m_kind == Kind::Curve) {
            out.update({{"kty", "EC"}, {"crv", "P-256"}, {"x", number("qx", 32)}, {"y", number("qy", 32)}});
        } else if (m_kind == Kind::Edwards) {
            std::array<unsigned char, 32> raw{};
            std::size_t size = raw.size();
            EVP_PKEY_get_raw_public_key(m_key.get(), raw.data(), &size);
            out.update({{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", text(raw.data(), size)}});
        } else {
            out.update({{"kty", "RSA"}, {"n", number("n", 0)}, {"e", number("e", 0)}});
        }
        return out;
    }
    base::Json jwks() const { return {{"keys", base::Json::array({jwk()})}}; }

    std::string sign(const base::Json &header, const base::Json &claims) const
    {
        const std::string part = parts(header, claims);
        return part + "." + auth::toBase64Url(signature(part));
    }
    std::string sign(const base::Json &claims) const { return sign(header(), claims); }

    /// Signed with the public key as if it were a secret that both know.
    std::string confused(const base::Json &claims) const
    {
        base::Json lying = header();
        lying["alg"] = "HS256";
        const std::string part = parts(lying, claims);
        const std::string pem = publicPem();
        std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
        unsigned size = 0;
        HMAC(EVP_sha256(), pem.data(), static_cast<int>(pem.size()),
             reinterpret_cast<const unsigned char *>(part.data()), part.size(), out.data(), &size);
        return part + "." + text(out.data(), size);
    }
    static std::string parts(const base::Json &header, const base::Json &claims)
    {
        return auth::toBase64Url(base::dump(header)) + "." + auth::toBase64Url(base::dump(claims));
    }

private:
    static std::string text(const unsigned char *bytes, std::size_t size)
    {
        return auth::toBase64Url({reinterpret_cast<const char *>(bytes), size});
    }
    std::string number(const char *name, int width) const
    {
        BIGNUM *value = nullptr;
        EVP_PKEY_get_bn_param(m_key.get(), name, &value);
        std::string bytes(static_cast<std::size_t>(width > 0 ? width : BN_num_bytes(value)), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size()));
        BN_free(value);
        return auth::toBase64Url(bytes);
    }
    std::string publicPem() const
    {
        BIO *bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PUBKEY(bio, m_key.get());
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        std::string out(data, static_cast<std::size_t>(size));
        BIO_free(bio);
        return out;
    }
    std::string signature(const std::string &part) const
    {
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        EVP_DigestSignInit(context, nullptr, m_kind == Kind::Edwards ? nullptr : EVP_sha256(), nullptr, m_key.get());
        std::size_t size = 0;
        const auto *bytes = reinterpret_cast<const unsigned char *>(part.data());
        EVP_DigestSign(context, nullptr, &size, bytes, part.size());
        std::string out(size, '\0');
        EVP_DigestSign(context, reinterpret_cast<unsigned char *>(out.data()), &size, bytes, part.size());
        out.resize(size);
        EVP_MD_CTX_free(context);
        return m_kind == Kind::Curve ? sideBySide(out) : out;
    }
    static std::string sideBySide(const std::string &asn1)
    {
        const auto *bytes = reinterpret_cast<const unsigned char *>(asn1.data());
        ECDSA_SIG *both = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(asn1.size()));
        std::string out(64, '\0');
        auto *place = reinterpret_cast<unsigned char *>(out.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(both), place, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(both), place + 32, 32);
        ECDSA_SIG_free(both);
        return out;
    }

    Kind m_kind;
    std::string m_id;
    std::shared_ptr<EVP_PKEY> m_key{};
};

} // namespace fakes
