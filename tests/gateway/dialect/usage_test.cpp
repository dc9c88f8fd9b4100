#include <QTest>

#include "dialect/anthropic/usage.h"
#include "dialect/gemini/facts.h"
#include "dialect/gemini/usage.h"
#include "dialect/openai/endpoints.h"
#include "dialect/openai/usage.h"
#include "dialect/openai_facts.h"
#include "dialect/responses/words.h"
#include "fakes/padded_text.h"

namespace {

using model::Usage;

base::Json json(const std::string &text)
{
    return base::parseJson(text).value();
}

/// The object as both readers of the dialect see it: that of answers as they are, and that of translations.
std::pair<Usage, Usage> openaiUsage(const std::string &usage)
{
    const std::string body = fakes::padded(R"({"model":"m","choices":[],"usage":)" + usage + "}");
    return {dialect::readOpenaiAnswer(body).value().usage.value(), dialect::readOpenaiUsage(json(usage)).value()};
}

std::pair<Usage, Usage> geminiUsage(const std::string &usage)
{
    const std::string body = fakes::padded(R"({"responseId":"r","usageMetadata":)" + usage + "}");
    return {dialect::readGeminiFacts(body).value().usage.value(), dialect::readGeminiUsage(json(usage)).value()};
}

Usage relayedUsage(const dialect::Dialect &endpoint, std::string body)
{
    const std::string text = fakes::padded(std::move(body));
    return endpoint.readAnswer(text).value().usage.value();
}

} // namespace

/// What is paid for besides text tokens.
class UsageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void soundInOpenaisWords()
    {
        const auto [seen, translated] = openaiUsage(
            R"({"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":30,"audio_tokens":40,
                "cached_tokens_details":{"audio_tokens":10}},"completion_tokens_details":{"audio_tokens":45}})");
        const Usage want{.input = 100,
                         .cacheRead = 30,
                         .output = 50,
                         .inputAudio = 40,
                         .cacheReadAudio = 10,
                         .outputAudio = 45,
                         .reported = true};
        QCOMPARE(seen, want);
        QCOMPARE(translated, want);
    }
    void partsAreNeverMoreThanTheWhole()
    {
        const auto [seen, translated] = openaiUsage(
            R"({"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"audio_tokens":11,
                "cached_tokens_details":{"audio_tokens":12}},"completion_tokens_details":{"audio_tokens":6}})");
        QCOMPARE(seen, (Usage{.input = 10, .output = 5, .inputAudio = 10, .outputAudio = 5, .reported = true}));
        QCOMPARE(translated, seen);
    }
    void soundIsWrittenWhereThereIsSome()
    {
        const Usage heard{.input = 9, .output = 8, .inputAudio = 7, .outputAudio = 6, .reported = true};
        QCOMPARE(dialect::readOpenaiUsage(dialect::writeOpenaiUsage(heard)).value(), heard);
        const base::Json text = dialect::writeOpenaiUsage({.input = 9, .reported = true});
        QVERIFY(!text["prompt_tokens_details"].contains("audio_tokens"));
    }
    void statedCosts_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<qint64>("nanos");
        const auto row = [](const char *name, const char *members, qint64 nanos) {
            QTest::newRow(name) << QByteArray(members) << nanos;
        };
        row("OpenRouter", R"(,"cost":0.000894)", 894'000);
        row("Perplexity", R"(,"cost":{"input_tokens_cost":0.00001,"total_cost":0.00501})", 5'010'000);
        row("xAI, ten to the nano-dollar", R"(,"cost_in_usd_ticks":1660505)", 166'051);
        row("free", R"(,"cost":0)", 0);
        row("none", "", -1);
        row("no number", R"(,"cost":"0.1")", -1);
        row("an object without a total", R"(,"cost":{"input":1})", -1);
        row("less than nothing", R"(,"cost":-1)", -1);
        row("no cost in dollars", R"(,"cost":1e300)", -1);
    }
    void statedCosts()
    {
        QFETCH(QByteArray, members);
        QFETCH(qint64, nanos);
        const auto [seen, translated] =
            openaiUsage(R"({"prompt_tokens":1,"completion_tokens":1)" + members.toStdString() + "}");
        QCOMPARE(seen.statedNanos, std::int64_t(nanos));
        QCOMPARE(translated.statedNanos, std::int64_t(nanos));
    }
    void statedCostsInOtherDialects()
    {
        dialect::anthropic::UsageCounts counts;
        counts.merge(json(R"({"input_tokens":32,"output_tokens":16,"cost":0.000112,
                              "server_tool_use":{"web_search_requests":2}})"));
        QCOMPARE(counts.usage().statedNanos, std::int64_t(112'000));
        QCOMPARE(counts.usage().toolUses, std::int64_t(2));
        const Usage responses = dialect::readResponsesUsage(
            json(R"({"input_tokens":5,"output_tokens":3,"cost_in_usd_ticks":6055500,"num_server_side_tools_used":2})"));
        QCOMPARE(responses.statedNanos, std::int64_t(605'550));
        QCOMPARE(responses.toolUses, std::int64_t(2));
    }
    void soundInGeminisWords()
    {
        const auto [seen, translated] = geminiUsage(
            R"({"promptTokenCount":100,"candidatesTokenCount":50,"cachedContentTokenCount":30,"totalTokenCount":150,
                "promptTokensDetails":[{"modality":"TEXT","tokenCount":60},{"modality":"AUDIO","tokenCount":40}],
                "cacheTokensDetails":[{"modality":"AUDIO","tokenCount":10}],
                "candidatesTokensDetails":[{"modality":"AUDIO","tokenCount":45}]})");
        QCOMPARE(seen, (Usage{.input = 100,
                              .cacheRead = 30,
                              .output = 50,
                              .inputAudio = 40,
                              .cacheReadAudio = 10,
                              .outputAudio = 45,
                              .reported = true}));
        QCOMPARE(translated, seen);
    }
    void picturesAreCounted()
    {
        const Usage drawn = relayedUsage(dialect::openaiImages, R"({"created":1,"data":[{"url":"a"},{"url":"b"}]})");
        QCOMPARE(drawn, (Usage{.images = 2, .reported = true}));
        const Usage told = relayedUsage(
            dialect::openaiImages,
            R"({"data":[{"b64_json":"aaaa"}],"usage":{"input_tokens":7,"output_tokens":90,"total_tokens":97}})");
        QCOMPARE(told, (Usage{.input = 7, .output = 90, .images = 1, .reported = true}));
    }
    void whatWasHeardIsCounted()
    {
        const Usage seconds =
            relayedUsage(dialect::openaiTranscriptions, R"({"text":"hi","usage":{"type":"duration","seconds":12.5}})");
        QCOMPARE(seconds, (Usage{.audioMs = 12'500, .reported = true}));
        const Usage tokens =
            relayedUsage(dialect::openaiTranscriptions,
                         R"({"text":"hi","usage":{"type":"tokens","input_tokens":14,"output_tokens":3,"total_tokens":17,
                "input_token_details":{"text_tokens":4,"audio_tokens":10}}})");
        QCOMPARE(tokens, (Usage{.input = 14, .output = 3, .inputAudio = 10, .reported = true}));
    }
    void whatIsToBeSpokenIsCounted()
    {
        const std::string body = fakes::padded(R"({"model":"tts-1","input":"grüß dich, 世界","voice":"alloy"})");
        QCOMPARE(dialect::openaiSpeech.peek(body, {}).value().characters, std::int64_t(13));
    }
};

QTEST_APPLESS_MAIN(UsageTest)
#include "usage_test.moc"
