#include <QTest>

#include <set>

#include "access/signature.h"

using auth::ShownSignature;
using auth::SignedRequest;

namespace {

constexpr std::int64_t kNow = 1'795'000'000'000;
constexpr std::string_view kNonce = "0123456789abcdef";

const base::Secret kSecret("sys-secret");
const SignedRequest kRequest{.method = "POST", .path = "/v1/chat/completions", .body = R"({"model":"m"})"};

ShownSignature shownWith(const std::string &signature, std::string_view timestamp = "1795000000",
                         std::string_view nonce = kNonce)
{
    return {.timestamp = timestamp, .nonce = nonce, .signature = signature};
}

std::string signedAt(std::string_view timestamp, std::string_view nonce = kNonce)
{
    return auth::signatureOf(kSecret, kRequest, timestamp, nonce);
}

} // namespace

class SignatureTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Made by Python's hmac and Node's crypto.
    void isAsOthersMakeIt()
    {
        QCOMPARE(signedAt("1795000000"), "v1=158c64d643e9f3b26541ea2025a00de62dc53479a2bbd6f1446a5b541b4547b6");
        QCOMPARE(auth::signatureOf(
                     kSecret,
                     {.method = "GET", .path = "/v1beta/models/a~b:generateContent", .query = "alt=sse&key=%C3%A9"},
                     "1795000000", "nonce-of-16-chars+/="),
                 "v1=0fa3db7acad19109f09c5e596b0c7052a37868c60d4de1c9e6141456e3b78a39");
        QCOMPARE(auth::signatureOf(base::Secret(std::string(200, 'k')),
                                   {.method = "POST", .path = "/v1/messages", .body = "gr\xC3\xBC\xC3\x9F dich\n"},
                                   "1795000000", "AAAAAAAAAAAAAAAA"),
                 "v1=f9b677698a30cbfc8178dc46824160326fea6cfb535a36419ce15d1a08396033");
    }

    void aGoodOneIsTaken()
    {
        const auto at = auth::checkSignature(kSecret, kRequest, shownWith(signedAt("1795000000")), kNow + 299'999);
        QVERIFY(at);
        QCOMPARE(*at, kNow);
    }

    void whatWasChangedOnTheWayIsRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("body");
        const QByteArray path("/v1/chat/completions");
        const QByteArray body(R"({"model":"m"})");
        QTest::newRow("the method") << QByteArray("PUT") << path << QByteArray() << body;
        QTest::newRow("the path") << QByteArray("POST") << path + "/" << QByteArray() << body;
        QTest::newRow("the query") << QByteArray("POST") << path << QByteArray("a=b") << body;
        QTest::newRow("the body") << QByteArray("POST") << path << QByteArray() << body + " ";
        QTest::newRow("no body") << QByteArray("POST") << path << QByteArray() << QByteArray();
    }
    void whatWasChangedOnTheWayIsRefused()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, body);
        const std::string texts[] = {method.toStdString(), path.toStdString(), query.toStdString(), body.toStdString()};
        const SignedRequest request{.method = texts[0], .path = texts[1], .query = texts[2], .body = texts[3]};
        const auto checked = auth::checkSignature(kSecret, request, shownWith(signedAt("1795000000")), kNow);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, base::ErrorCode::Unauthorized);
        QCOMPARE(checked.error().param, std::string(auth::kSignatureHeader));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("timestamp");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("header");
        const QByteArray good = QByteArray::fromStdString(signedAt("1795000000"));
        const QByteArray now("1795000000");
        const QByteArray nonce("0123456789abcdef");
        const QByteArray time("x-switchyard-timestamp");
        const QByteArray once("x-switchyard-nonce");
        const QByteArray mark("x-switchyard-signature");
        QTest::newRow("no time") << QByteArray() << nonce << good << time;
        QTest::newRow("no nonce") << now << QByteArray() << good << once;
        QTest::newRow("no signature") << now << nonce << QByteArray() << mark;
        QTest::newRow("a time in words") << QByteArray("today") << nonce << good << time;
        QTest::newRow("milliseconds") << QByteArray("1795000000000") << nonce << good << time;
        QTest::newRow("a fraction") << QByteArray("1795000000.5") << nonce << good << time;
        QTest::newRow("before 1970") << QByteArray("-5") << nonce << good << time;
        QTest::newRow("too old") << QByteArray("1794999699") << nonce
                                 << QByteArray::fromStdString(signedAt("1794999699")) << time;
        QTest::newRow("too new") << QByteArray("1795000301") << nonce
                                 << QByteArray::fromStdString(signedAt("1795000301")) << time;
        QTest::newRow("another time") << QByteArray("1795000001") << nonce << good << mark;
        QTest::newRow("another nonce") << now << QByteArray("0123456789abcdeF") << good << mark;
        QTest::newRow("a short nonce") << now << QByteArray("0123456789abcde") << good << once;
        QTest::newRow("a long nonce") << now << QByteArray(129, 'n') << good << once;
        QTest::newRow("two lines") << now << QByteArray("0123456789\nabcdef") << good << once;
        QTest::newRow("another scheme") << now << nonce << QByteArray("v2") + good.mid(2) << mark;
        QTest::newRow("cut short") << now << nonce << good.chopped(1) << mark;
        QTest::newRow("capitals") << now << nonce << QByteArray("v1=") + good.mid(3).toUpper() << mark;
        QTest::newRow("zeros") << now << nonce << QByteArray("v1=") + QByteArray(64, '0') << mark;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(const QByteArray, timestamp);
        QFETCH(const QByteArray, nonce);
        QFETCH(const QByteArray, signature);
        QFETCH(const QByteArray, header);
        const std::string time = timestamp.toStdString();
        const std::string once = nonce.toStdString();
        const std::string mark = signature.toStdString();
        const auto checked = auth::checkSignature(kSecret, kRequest, {time, once, mark}, kNow);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, base::ErrorCode::Unauthorized);
        QCOMPARE(QByteArray::fromStdString(checked.error().param), header);
        QVERIFY(!QByteArray::fromStdString(checked.error().detail).contains(signedAt(time).c_str())); // no oracle
    }

    void theEdgesOfTheWindow()
    {
        for (const char *time : {"1794999700", "1795000300"})
            QVERIFY(auth::checkSignature(kSecret, kRequest, shownWith(signedAt(time), time), kNow));
    }

    void anotherSecretIsRefused()
    {
        const auto checked =
            auth::checkSignature(base::Secret("sys-secreT"), kRequest, shownWith(signedAt("1795000000")), kNow);
        QVERIFY(!checked && checked.error().param == auth::kSignatureHeader);
    }

    void secretsAreLongAndNeverTheSame()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const base::Secret secret = auth::makeSigningSecret();
            QCOMPARE(secret.reveal().size(), std::size_t(47));
            QVERIFY(secret.reveal().starts_with("sys-"));
            QVERIFY(seen.insert(std::string(secret.reveal())).second);
        }
    }
};

QTEST_APPLESS_MAIN(SignatureTest)
#include "signature_test.moc"
