#include <map>

#include <QTest>

#include "routing/reset_hints.h"

using enum routing::CooldownSource;

namespace {

using Headers = std::map<std::string, std::string, std::less<>>;

class Given final : public routing::HeaderSource {
public:
    explicit Given(const Headers &headers) : m_headers(headers) {}
    std::string_view header(std::string_view name) const override
    {
        const auto at = m_headers.find(name);
        return at == m_headers.end() ? std::string_view() : std::string_view(at->second);
    }

private:
    const Headers &m_headers;
};

constexpr std::int64_t kNow = 1'769'582'750'000; // 2026-01-28T06:45:50Z
constexpr std::int64_t kHour = 3'600'000;

} // namespace

class ResetHintsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("want");
        const auto row = [](const char *text, qint64 want) { QTest::newRow(text) << QByteArray(text) << want; };
        row("0", 0);
        row("0s", 0);
        row("20", 20'000);
        row("6ms", 6);
        row("644ms", 644);
        row("1m0.198s", 60'198);
        row("2m59.56s", 179'560);
        row("6m0s", 360'000);
        row("34.4s", 34'400);
        row("1h2m3s", 3'723'000);
        row("1.2s. Visit", 1'200);
        row("20 seconds.", 20'000);
        row("2 minutes 5 seconds", 125'000);
        row("1 day", 86'400'000);
        row("0.5", 500);
        row("500us", 1);
        row("7 requests", 7'000);
        row("", -1);
        row("soon", -1);
        row("-5", -1);
        row("1e300", 1'000);
        row("99999999999999999999999999s", -1);
        row("..", -1);
    }
    void durations()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, want);
        QCOMPARE(routing::parseDuration(text.toStdString()).value_or(-1), want);
    }

    void dates()
    {
        QCOMPARE(routing::parseHttpDate("Wed, 28 Jan 2026 06:45:50 GMT").value_or(-1), kNow);
        QCOMPARE(routing::parseHttpDate("Thu, 01 Jan 1970 00:00:00 GMT").value_or(-1), std::int64_t{0});
        for (const char *bad : {"", "Wed, 28 Jan 2026 06:45:50 CET", "Wed, 31 Feb 2026 06:45:50 GMT",
                                "Wed, 28 Jix 2026 06:45:50 GMT", "Wed, 28 Jan 2026 26:45:50 GMT", "28 Jan 2026"})
            QVERIFY2(!routing::parseHttpDate(bad), bad);
    }

    void hints_data()
    {
        QTest::addColumn<QByteArray>("headers"); // `name: value` lines
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("want");
        QTest::addColumn<int>("source");
        const auto row = [](const char *name, const char *headers, const char *body, qint64 want,
                            routing::CooldownSource source) {
            QTest::newRow(name) << QByteArray(headers) << QByteArray(body) << want << static_cast<int>(source);
        };
        row("nothing", "", "", -1, None);
        row("a page", "", "<html>429 Too Many Requests</html>", -1, None);
        row("OpenAI: milliseconds are more exact than seconds",
            "retry-after-ms: 644\nretry-after: 1\nx-ratelimit-reset-tokens: 644ms\nx-ratelimit-reset-requests: 120ms",
            "", 644, RetryAfter);
        row("Azure: no milliseconds at all, then the second", "retry-after-ms: 0\nretry-after: 1", "", 1000,
            RetryAfter);
        row("Azure", "retry-after: 20\nretry-after-ms: 20000\nx-ratelimit-reset-requests: 20", "", 20'000, RetryAfter);
        row("Groq",
            "retry-after: 12\nx-ratelimit-remaining-requests: 14370\nx-ratelimit-reset-requests: "
            "2m59.56s\nx-ratelimit-remaining-tokens: 7563\nx-ratelimit-reset-tokens: 11.455s",
            "", 12'000, RetryAfter);
        row("a date", "retry-after: Wed, 28 Jan 2026 06:46:00 GMT", "", 10'000, RetryAfter);
        row("a date by the provider's own clock",
            "date: Wed, 28 Jan 2026 07:00:00 GMT\nretry-after: Wed, 28 Jan 2026 07:00:03 GMT", "", 3'000, RetryAfter);
        row("a date that is past", "retry-after: Wed, 28 Jan 2026 06:40:00 GMT", "", -1, None);
        row("half a second", "retry-after: 0.5", "", 500, RetryAfter);
        row("no wait at all", "retry-after: 0", "", -1, None);
        row("no number", "retry-after: later", "", -1, None);
        row("a negative one", "retry-after: -3", "", -1, None);
        row("a week is believed for a day", "retry-after: 604800", "", 24 * kHour, RetryAfter);
        row("the words of OpenAI", "x-ratelimit-reset-tokens: 12ms",
            R"({"error":{"message":"Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29937, Requested 385. Please try again in 644ms. Visit https://platform.openai.com","code":"rate_limit_exceeded"}})",
            644, Body);
        row("the words of Groq", "",
            R"({"error":{"message":"Limit 12000, Used 4437, Requested 9854. Please try again in 11.455s. Need more tokens?"}})",
            11'455, Body);
        row("the words of Azure", "",
            R"({"error":{"code":"429","message":"have exceeded token rate limit. Please retry after 20 seconds. Please go here"}})",
            20'000, Body);
        row("minutes in words", "", R"({"error":{"message":"Please try again in 6m0s."}})", 360'000, Body);
        row("words without a time", "", R"({"error":{"message":"overloaded, please try again later"}})", -1, None);
        row("a message at the top", "", R"({"message":"Too many requests, retry in 2 minutes"})", 120'000, Body);
        row("words that are not JSON", "", "slow down, retry after 7 seconds", 7'000, Body);
        row("Gemini", "",
            R"({"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}})",
            34'400, Body);
        row("Gemini by the day: to midnight in California", "",
            R"({"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}})",
            8 * kHour - (6 * 60 + 45) * 60'000 - 50'000, Body);
        row("Gemini's stream", "",
            R"([{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"13s"}]}}])",
            13'000, Body);
        row("OpenRouter passes it on in milliseconds since 1970", "",
            R"({"error":{"code":429,"metadata":{"headers":{"X-RateLimit-Reset":"1769582760000"}}}})", 10'000, Body);
        row("Anthropic", "retry-after: 13\nanthropic-ratelimit-input-tokens-reset: 2026-01-28T06:46:04Z", "", 13'000,
            RetryAfter);
        row("Anthropic without it: what ran out",
            "anthropic-ratelimit-input-tokens-remaining: 0\nanthropic-ratelimit-input-tokens-reset: "
            "2026-01-28T06:46:04Z\nanthropic-ratelimit-output-tokens-remaining: "
            "10000\nanthropic-ratelimit-output-tokens-reset: 2026-01-28T06:45:51Z\nanthropic-ratelimit-requests-"
            "remaining: 49\nanthropic-ratelimit-requests-reset: 2026-01-28T06:45:52Z",
            "", 14'000, ResetHeader);
        row("a subscription of Anthropic", "anthropic-ratelimit-unified-reset: 1769586350", "", kHour, ResetHeader);
        row("Groq without it: what has the least left",
            "x-ratelimit-limit-requests: 14400\nx-ratelimit-remaining-requests: 14370\nx-ratelimit-reset-requests: "
            "2m59.56s\nx-ratelimit-limit-tokens: 12000\nx-ratelimit-remaining-tokens: "
            "7563\nx-ratelimit-reset-tokens: 11.455s",
            "", 11'455, ResetHeader);
        row("both ran out: the later",
            "x-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: 6m0s\nx-ratelimit-remaining-tokens: "
            "0\nx-ratelimit-reset-tokens: 6ms",
            "", 360'000, ResetHeader);
        row("Mistral counts by the minute",
            "x-ratelimit-limit-req-minute: 100\nx-ratelimit-remaining-req-minute: 0\nx-ratelimit-remaining-tokens-"
            "minute: 97933",
            "", 60'000, ResetHeader);
        row("and with some left says nothing", "x-ratelimit-remaining-req-minute: 94", "", -1, None);
        row("Unix seconds", "x-ratelimit-reset: 1769582755", "", 5'000, ResetHeader);
        row("plain seconds", "ratelimit-reset: 44", "", 44'000, ResetHeader);
    }
    void hints()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(qint64, want);
        QFETCH(int, source);
        Headers given;
        for (const QByteArray &line : headers.split('\n'))
            if (const auto colon = line.indexOf(": "); colon > 0)
                given[line.left(colon).toStdString()] = line.mid(colon + 2).toStdString();
        const auto got = routing::readResetHint(Given(given), body.toStdString(), kNow);
        QCOMPARE(got ? got->waitMs : -1, want);
        QCOMPARE(static_cast<int>(got ? got->source : None), source);
    }
    /// Whatever comes: no hint, or one within its bounds.
    void noiseIsHarmless()
    {
        const std::string pieces = "0123456789.:-+,TZ smhd{}[]\"errtydlaG";
        std::uint64_t random = 1;
        for (int round = 0; round < 20'000; ++round) {
            std::string text;
            for (int i = 0; i < 24; ++i) {
                random = random * 6364136223846793005ULL + 1442695040888963407ULL;
                text += pieces[(random >> 33) % pieces.size()];
            }
            const Headers given{{"retry-after", text}, {"x-ratelimit-reset-tokens", text}, {"date", text}};
            const auto got = routing::readResetHint(Given(given), "try again in " + text, kNow);
            QVERIFY(!got || (got->waitMs > 0 && got->waitMs <= routing::kLongestHintMs));
        }
    }
};

QTEST_APPLESS_MAIN(ResetHintsTest)
#include "reset_hints_test.moc"
