#include "upstream/service_account.h"

#include <memory>

#include <QTest>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/json.h"

namespace {

constexpr std::int64_t kNow = 1'700'000'000;

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)>;

Key makeKey(const char *type)
{
    return {qstrcmp(type, "RSA") == 0 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048})
                                      : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"),
            EVP_PKEY_free};
}

std::string pemOf(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char *bytes = nullptr;
    const auto size = BIO_get_mem_data(bio, &bytes);
    std::string out(bytes, static_cast<std::size_t>(size));
    BIO_free(bio);
    return out;
}

base::Json accountOf(EVP_PKEY *key)
{
    return {{"type", "service_account"},
            {"private_key_id", "kid-1"},
            {"private_key", pemOf(key)},
            {"client_email", "robot@example.com"},
            {"token_uri", "https://token.example.com/token"}};
}

base::Result<upstream::TokenQuestion> ask(const base::Json &account)
{
    return upstream::askForToken(base::Secret(account.dump()), kNow);
}

QByteArray decoded(const QByteArray &part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

class ServiceAccountTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theAssertionSaysWhoAsksAndIsSigned()
    {
        const Key key = makeKey("RSA");
        const auto question = ask(accountOf(key.get()));
        QVERIFY2(question, question ? "" : question.error().detail.c_str());
        QCOMPARE(question->url, std::string("https://token.example.com/token"));
        const QByteArray form = QByteArray::fromStdString(question->form);
        QVERIFY(form.startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="));
        const QByteArrayList parts = form.mid(form.lastIndexOf('=') + 1).split('.');
        QCOMPARE(parts.size(), 3);
        QCOMPARE(decoded(parts[0]), QByteArray(R"({"alg":"RS256","typ":"JWT","kid":"kid-1"})"));
        const auto claims = base::parseJson(decoded(parts[1]).toStdString());
        QVERIFY((*claims)["iss"] == base::Json("robot@example.com"));
        QVERIFY((*claims)["aud"] == base::Json("https://token.example.com/token"));
        QVERIFY((*claims)["iat"] == base::Json(kNow));
        QVERIFY((*claims)["exp"] == base::Json(kNow + 3600));
        const QByteArray text = parts[0] + '.' + parts[1];
        const QByteArray signature = decoded(parts[2]);
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key.get());
        const auto bytes = [](const QByteArray &of) { return reinterpret_cast<const unsigned char *>(of.constData()); };
        const int good = EVP_DigestVerify(context, bytes(signature), static_cast<std::size_t>(signature.size()),
                                          bytes(text), static_cast<std::size_t>(text.size()));
        EVP_MD_CTX_free(context);
        QCOMPARE(good, 1);
    }
    void whatIsNoAccountIsRefusedWithoutBeingShown()
    {
        const Key key = makeKey("RSA");
        const Key curve = makeKey("EC");
        base::Json open = accountOf(key.get());
        open["token_uri"] = "http://token.example.com/token";
        base::Json broken = accountOf(key.get());
        broken["private_key"] = "-----BEGIN PRIVATE KEY-----\nhidden\n-----END PRIVATE KEY-----\n";
        base::Json nobody = accountOf(key.get());
        nobody.erase("client_email");
        for (const base::Json &account : {open, broken, nobody, accountOf(curve.get()), base::Json("hidden")}) {
            const auto question = ask(account);
            QVERIFY(!question);
            QVERIFY(question.error().detail.find("hidden") == std::string::npos);
        }
    }
    void tokensAreRead()
    {
        const auto token = upstream::readToken(200, R"({"access_token":"t","expires_in":60,"token_type":"Bearer"})");
        QVERIFY(token);
        QCOMPARE(token->token->reveal(), std::string_view("t"));
        QCOMPARE(token->seconds, std::int64_t(60));
        const auto refused =
            upstream::readToken(400, R"({"error":"invalid_grant","error_description":"Invalid JWT Signature."})");
        QCOMPARE(refused.error().code, base::ErrorCode::Unauthorized);
        QVERIFY(refused.error().detail.ends_with("Invalid JWT Signature."));
        QCOMPARE(upstream::readToken(503, "<html>").error().code, base::ErrorCode::Upstream);
        QVERIFY(!upstream::readToken(200, "{}"));
    }
};

QTEST_APPLESS_MAIN(ServiceAccountTest)
#include "service_account_test.moc"
