#include "upstream/sigv4.h"

#include <QTest>

namespace {

constexpr upstream::AwsKey kKey{.access = "AKIDEXAMPLE", .secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
constexpr std::int64_t kThen = 1440938160; // 2015-08-30T12:36:00Z

std::string signatureOf(const upstream::SignedRequest &request, const upstream::AwsKey &key = kKey)
{
    const std::string line = upstream::signatureHeaders(request, key).back().second;
    return line.substr(line.find("Signature=") + 10);
}

} // namespace

/// Against the signatures that AWS publishes: its test suite, and the example of its guide.
class SigV4Test final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void published_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, const char *method, const char *path, const char *signature) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(signature);
        };
        row("get-vanilla", "GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        row("post-vanilla", "POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        row("get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
        row("get-utf8", "GET", "/\xE1\x88\xB4", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
    }
    void published()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        const std::string url = "https://example.amazonaws.com" + path.toStdString();
        const upstream::SignedRequest request{.method = method.constData(),
                                              .url = url,
                                              .region = "us-east-1",
                                              .service = "service",
                                              .unixSeconds = kThen};
        QTEST(QByteArray::fromStdString(signatureOf(request)), "signature");
    }
    void theGuidesExample()
    {
        const upstream::SignedRequest request{
            .method = "GET",
            .url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
            .region = "us-east-1",
            .service = "iam",
            .unixSeconds = kThen,
            .headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}}};
        const auto headers = upstream::signatureHeaders(request, kKey);
        QCOMPARE(headers.front(), std::pair(std::string("x-amz-date"), std::string("20150830T123600Z")));
        QCOMPARE(headers.back().second,
                 std::string("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                             "SignedHeaders=content-type;host;x-amz-date, "
                             "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
    }
    void aSessionsTokenIsSentAndSigned()
    {
        upstream::AwsKey key = kKey;
        key.session = "token";
        const auto headers =
            upstream::signatureHeaders({.url = "https://h/", .region = "r", .service = "s", .unixSeconds = kThen}, key);
        QCOMPARE(headers[1], std::pair(std::string("x-amz-security-token"), std::string("token")));
        QVERIFY(headers.back().second.find("host;x-amz-date;x-amz-security-token") != std::string::npos);
    }
    void eachPartMatters()
    {
        const upstream::SignedRequest one{.url = "http://127.0.0.1:81/model/a%3A0/converse",
                                          .body = "{}",
                                          .region = "r",
                                          .service = "bedrock",
                                          .unixSeconds = kThen};
        const auto with = [&](auto change) {
            upstream::SignedRequest other = one;
            change(other);
            return signatureOf(other);
        };
        const std::string signature = signatureOf(one);
        QVERIFY(with([](auto &request) { request.body = "{ }"; }) != signature);
        QVERIFY(with([](auto &request) { request.url = "http://127.0.0.1:82/model/a%3A0/converse"; }) != signature);
        QVERIFY(with([](auto &request) { request.url = "http://127.0.0.1:81/model/a:0/converse"; }) != signature);
        QVERIFY(with([](auto &request) { request.region = "q"; }) != signature);
        QVERIFY(with([](auto &request) { ++request.unixSeconds; }) != signature);
    }
    void keysAreTakenApart()
    {
        QCOMPARE(upstream::awsKeyIn("A:s/e+c").secret, std::string_view("s/e+c"));
        QCOMPARE(upstream::awsKeyIn("A:s:t:u").session, std::string_view("t:u"));
        QVERIFY(upstream::awsKeyIn("bearer-key").access.empty());
    }
};

QTEST_APPLESS_MAIN(SigV4Test)
#include "sigv4_test.moc"
