#include "access/certificate.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <optional>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "access/cidr.h"
#include "base/text.h"

namespace auth {
namespace {

constexpr std::int64_t kMillisPerSecond = 1000;
constexpr std::int64_t kDay = 24 * 60 * 60; ///< Unit: seconds.
constexpr std::int64_t kDaysValid = 820;    ///< Apple's systems take none that is longer than 825 days.
constexpr std::int64_t kClockSlack = kDay;  ///< For clients whose clock is late.
constexpr std::size_t kLongestName = 253;
constexpr std::size_t kMostNames = 50;
constexpr std::string_view kOwnNames[] = {"localhost", "127.0.0.1", "::1"};

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T *what) const
    {
        Free(what);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using AltNames = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

Bio reading(std::string_view text)
{
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string contentOf(BIO *bio)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

/// A key that is locked with a password is refused: nobody could type it at the start.
int noPassword(char *, int, int, void *)
{
    return -1;
}

Certificate certificateIn(std::string_view pem)
{
    Certificate out(PEM_read_bio_X509(reading(pem).get(), nullptr, noPassword, nullptr));
    ERR_clear_error();
    return out;
}

Key keyIn(std::string_view pem)
{
    Key out(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, noPassword, nullptr));
    ERR_clear_error();
    return out;
}

std::string nameText(const X509_NAME *name)
{
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    const ASN1_STRING *common = at < 0 ? nullptr : X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    unsigned char *utf8 = nullptr;
    const int size = common == nullptr ? -1 : ASN1_STRING_to_UTF8(&utf8, common);
    if (size >= 0) {
        std::string out(reinterpret_cast<const char *>(utf8), static_cast<std::size_t>(size));
        OPENSSL_free(utf8);
        return out;
    }
    const Bio text(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(text.get(), name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
    return contentOf(text.get());
}

std::int64_t millisOf(const ASN1_TIME *time)
{
    std::tm utc{};
    return ASN1_TIME_to_tm(time, &utc) == 1 ? std::int64_t{::timegm(&utc)} * kMillisPerSecond : 0;
}

std::string bytesOf(const ASN1_STRING *text)
{
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::optional<std::string> addressOf(const std::string &bytes)
{
    IpAddress out;
    if (bytes.size() != out.bytes.size() && bytes.size() != 4)
        return std::nullopt;
    if (bytes.size() == 4)
        out.bytes[10] = out.bytes[11] = 0xFF;
    std::ranges::copy(bytes, out.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return toText(out);
}

std::vector<std::string> namesOf(const X509 *certificate)
{
    std::vector<std::string> out;
    const AltNames all(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; all && i < sk_GENERAL_NAME_num(all.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(all.get(), i);
        if (name->type == GEN_DNS)
            out.push_back(bytesOf(name->d.dNSName));
        else if (const auto address = name->type == GEN_IPADD ? addressOf(bytesOf(name->d.iPAddress)) : std::nullopt)
            out.push_back(*address);
    }
    return out;
}

std::string pemOf(X509 *certificate)
{
    const Bio text(BIO_new(BIO_s_mem()));
    return PEM_write_bio_X509(text.get(), certificate) == 1 ? contentOf(text.get()) : std::string();
}

using Sum = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string fingerprintOf(const X509 *certificate)
{
    Sum sum{};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), sum.data(), &size);
    std::string out;
    for (const char c : base::toHex(std::span(sum).first(size))) {
        if (out.size() % 3 == 2)
            out += ':';
        out += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::string pinOf(const X509 *certificate)
{
    unsigned char *der = nullptr;
    const int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (length <= 0)
        return {};
    Sum sum{};
    unsigned size = 0;
    EVP_Digest(der, static_cast<std::size_t>(length), sum.data(), &size, EVP_sha256(), nullptr);
    OPENSSL_free(der);
    std::array<unsigned char, 64> text{};
    const int written = EVP_EncodeBlock(text.data(), sum.data(), static_cast<int>(size));
    return "sha256//" + std::string(reinterpret_cast<const char *>(text.data()), static_cast<std::size_t>(written));
}

bool isHostName(std::string_view name)
{
    const auto isPart = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (name.empty() || name.size() > kLongestName)
        return false;
    return std::ranges::all_of(base::split(name, '.'), [&](const std::string &label) {
        return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-'
               && std::ranges::all_of(label, isPart);
    });
}

/// As OpenSSL's configuration spells it: `DNS:localhost,IP:127.0.0.1`.
base::Result<std::string> altNames(std::span<const std::string> wanted)
{
    std::vector<std::string> names(std::begin(kOwnNames), std::end(kOwnNames));
    names.insert(names.end(), wanted.begin(), wanted.end());
    if (names.size() > kMostNames)
        return base::fail(base::ErrorCode::Unprocessable, "a certificate is made for at most 47 names", "names");
    std::string out;
    std::vector<std::string> seen;
    for (const std::string &name : names) {
        const auto address = parseIp(name);
        if (!address && !isHostName(name))
            return base::fail(base::ErrorCode::Unprocessable,
                              "'" + std::string(base::clip(name, 64)) + "' is neither a host name nor an address",
                              "names");
        const std::string one = address ? "IP:" + toText(*address) : "DNS:" + base::lowerAscii(name);
        if (std::ranges::find(seen, one) != seen.end())
            continue;
        out += (out.empty() ? "" : ",") + one;
        seen.push_back(one);
    }
    return out;
}

bool addExtension(X509 *certificate, int nid, const std::string &value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    const bool added = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7FU) | 0x40U); // positive, and always as long
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setSpan(X509 *certificate, std::int64_t nowMillis)
{
    const auto now = static_cast<std::time_t>(nowMillis / kMillisPerSecond);
    return ASN1_TIME_set(X509_getm_notBefore(certificate), now - kClockSlack) != nullptr
           && ASN1_TIME_set(X509_getm_notAfter(certificate), now + kDaysValid * kDay) != nullptr;
}

bool setName(X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>("Switchyard on this computer");
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1
           && X509_set_issuer_name(certificate, name) == 1;
}

bool fill(X509 *certificate, EVP_PKEY *key, const std::string &names, std::int64_t nowMillis)
{
    return X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate)
           && setSpan(certificate, nowMillis) && setName(certificate) && X509_set_pubkey(certificate, key) == 1
           && addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE")
           && addExtension(certificate, NID_key_usage, "critical,digitalSignature")
           && addExtension(certificate, NID_ext_key_usage, "serverAuth")
           && addExtension(certificate, NID_subject_alt_name, names)
           && addExtension(certificate, NID_subject_key_identifier, "hash")
           && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

base::Result<CertificateFacts> readCertificate(std::string_view pem)
{
    const Certificate certificate = certificateIn(pem);
    if (!certificate)
        return base::fail(base::ErrorCode::Unprocessable, "there is no certificate in PEM form in it", "certificate");
    return CertificateFacts{.names = namesOf(certificate.get()),
                            .fingerprint = fingerprintOf(certificate.get()),
                            .pin = pinOf(certificate.get()),
                            .issuer = nameText(X509_get_issuer_name(certificate.get())),
                            .subject = nameText(X509_get_subject_name(certificate.get())),
                            .notBeforeMs = millisOf(X509_get0_notBefore(certificate.get())),
                            .notAfterMs = millisOf(X509_get0_notAfter(certificate.get())),
                            .pem = pemOf(certificate.get())};
}

base::Result<> checkPair(const CertificatePair &pair)
{
    const Certificate certificate = certificateIn(pair.certificate);
    if (!certificate)
        return base::fail(base::ErrorCode::Unprocessable, "there is no certificate in PEM form in it", "certificate");
    const Key key = keyIn(pair.key.reveal());
    if (!key)
        return base::fail(base::ErrorCode::Unprocessable,
                          "there is no private key in PEM form in it, or it is locked with a password", "key");
    const bool match = X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    if (!match)
        return base::fail(base::ErrorCode::Unprocessable, "the key is not the one this certificate was made for",
                          "key");
    return {};
}

base::Result<CertificatePair> makeCertificate(std::span<const std::string> names, std::int64_t nowMillis)
{
    const auto alternatives = altNames(names);
    if (!alternatives)
        return base::fail(alternatives.error());
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Bio certificateText(BIO_new(BIO_s_mem()));
    const Bio keyText(BIO_new(BIO_s_secmem()));
    const bool made =
        key && certificate && fill(certificate.get(), key.get(), *alternatives, nowMillis)
        && PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1
        && PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    ERR_clear_error();
    if (!made)
        return base::fail(base::ErrorCode::Internal, "no certificate could be made", "making a certificate");
    return CertificatePair{contentOf(certificateText.get()), base::Secret(contentOf(keyText.get()))};
}

} // namespace auth
