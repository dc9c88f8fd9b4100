#include <QTest>

#include "base/json.h"
#include "dialect/limit_words.h"

using dialect::LimitState;
using dialect::LimitStates;

namespace {

constexpr std::int64_t kWall = 1'795'000'000'000;

const LimitStates kBoth{.requests = LimitState{60, 59, 60'010}, .tokens = LimitState{1000, 0, 1'500}};

} // namespace

class LimitWordsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void openaisClientsReadDurations()
    {
        QCOMPARE(dialect::limitHeaders(dialect::openaiChat, kBoth, kWall),
                 "x-ratelimit-limit-requests: 60\r\nx-ratelimit-remaining-requests: 59\r\n"
                 "x-ratelimit-reset-requests: 1m0.01s\r\nx-ratelimit-limit-tokens: 1000\r\n"
                 "x-ratelimit-remaining-tokens: 0\r\nx-ratelimit-reset-tokens: 1.5s\r\n");
        QCOMPARE(dialect::limitHeaders(dialect::openaiResponses, {.tokens = LimitState{5, 5, 0}}, kWall),
                 "x-ratelimit-limit-tokens: 5\r\nx-ratelimit-remaining-tokens: 5\r\nx-ratelimit-reset-tokens: 0ms\r\n");
    }
    void durations_data()
    {
        QTest::addColumn<int>("millis");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << 0 << QByteArray("0ms");
        QTest::newRow("a moment") << 17 << QByteArray("17ms");
        QTest::newRow("a second") << 1000 << QByteArray("1s");
        QTest::newRow("a part of one") << 59'050 << QByteArray("59.05s");
        QTest::newRow("minutes") << 360'000 << QByteArray("6m0s");
        QTest::newRow("all of them") << 179'560 << QByteArray("2m59.56s");
    }
    void durations()
    {
        QFETCH(const int, millis);
        QFETCH(const QByteArray, text);
        const std::string lines =
            dialect::limitHeaders(dialect::openaiChat, {.requests = LimitState{1, 0, millis}}, kWall);
        QVERIFY2(lines.ends_with("x-ratelimit-reset-requests: " + text.toStdString() + "\r\n"), lines.c_str());
    }
    void anthropicsClientsReadTimes()
    {
        QCOMPARE(dialect::limitHeaders(dialect::anthropicMessages, kBoth, kWall),
                 "anthropic-ratelimit-requests-limit: 60\r\nanthropic-ratelimit-requests-remaining: 59\r\n"
                 "anthropic-ratelimit-requests-reset: 2026-11-18T11:07:40.010Z\r\n"
                 "anthropic-ratelimit-tokens-limit: 1000\r\nanthropic-ratelimit-tokens-remaining: 0\r\n"
                 "anthropic-ratelimit-tokens-reset: 2026-11-18T11:06:41.500Z\r\n");
    }
    void geminisClientsReadTheBody()
    {
        QCOMPARE(dialect::limitHeaders(dialect::geminiGenerate, kBoth, kWall), "");
        const dialect::ErrorView error{.status = 429, .message = "enough", .type = "requests", .code = "some_code"};
        const auto body = base::parseJson(dialect::waitBody(dialect::geminiGenerate, error, 47'001));
        QVERIFY(body);
        const base::Json &inner = base::at(*body, "error");
        QCOMPARE(base::textOr(base::at(inner, "status")), "RESOURCE_EXHAUSTED");
        const base::Json &details = base::at(inner, "details");
        QCOMPARE(base::textOr(base::at(details.back(), "@type")), "type.googleapis.com/google.rpc.RetryInfo");
        QCOMPARE(base::textOr(base::at(details.back(), "retryDelay")), "48s");
        const std::string never = dialect::waitBody(dialect::geminiGenerate, error, std::nullopt);
        QVERIFY2(!never.contains("RetryInfo") && never.contains("RESOURCE_EXHAUSTED"), never.c_str());
    }
    void geminisClientsReadItWithoutACodeToo()
    {
        const auto body =
            base::parseJson(dialect::waitBody(dialect::geminiGenerate, {.status = 429, .message = "m"}, 1));
        QCOMPARE(base::textOr(base::at(base::at(base::at(*body, "error"), "details").front(), "retryDelay")), "1s");
    }
    void othersReadTheirUsualBody()
    {
        const dialect::ErrorView error{.status = 429, .message = "enough", .type = "requests", .code = "c"};
        QCOMPARE(dialect::waitBody(dialect::openaiChat, error, 5'000), dialect::openaiChat.errorBody(error));
        const auto anthropic = base::parseJson(dialect::waitBody(dialect::anthropicMessages, error, 5'000));
        QCOMPARE(base::textOr(base::at(base::at(*anthropic, "error"), "type")), "rate_limit_error");
    }
};

QTEST_APPLESS_MAIN(LimitWordsTest)
#include "limit_words_test.moc"
