#include <QTest>

#include "base/json.h"
#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/gemini/models.h"
#include "fakes/padded_text.h"

/// What clients of Gemini get, and its endpoints beside generateContent.
using base::Json;

namespace {

const dialect::Dialect &gemini()
{
    return dialect::geminiGenerate;
}

std::string text(const Json &value)
{
    return base::dump(value);
}

std::string streamed(const model::ChatAnswer &answer, bool array)
{
    const auto writer = gemini().serve->makeWriter({.requestedModel = "asked", .requestId = "req", .jsonArray = array});
    std::string out;
    for (const model::ChatEvent &event : dialect::eventsOf(answer))
        writer->write(event, out);
    writer->end(out);
    return out;
}

model::ChatAnswer foreignAnswer()
{
    model::ChatAnswer out{.dialect = "openai", .id = "chatcmpl-1", .model = "gpt"};
    out.choices = {
        {.parts = {{.text = "Hello"},
                   {.kind = model::PartKind::ToolCall, .id = "call_1", .name = "f", .arguments = R"({"a":1})"}},
         .finish = model::FinishReason::ToolCalls,
         .nativeFinish = "tool_calls"}};
    out.usage = {.input = 10, .cacheRead = 4, .output = 7, .reasoning = 2, .reported = true};
    out.extra = {{"system_fingerprint", "x"}};
    return out;
}

} // namespace

class GeminiServedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void foreignAnswersAreWhole()
    {
        const std::string got = gemini().serve->writeAnswer(foreignAnswer(), {});
        QCOMPARE(got, std::string(R"({"candidates":[{"content":{"parts":[{"text":"Hello"},{"functionCall":)"
                                  R"({"id":"call_1","name":"f","args":{"a":1}}}],"role":"model"},)"
                                  R"("finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":10,)"
                                  R"("candidatesTokenCount":5,"totalTokenCount":17,"cachedContentTokenCount":4,)"
                                  R"("thoughtsTokenCount":2},"modelVersion":"gpt","responseId":"chatcmpl-1"})"));
    }

    void foreignStreamsHaveWholeCallsAndNoTerminator()
    {
        const std::string sse = streamed(foreignAnswer(), false);
        QVERIFY(sse.starts_with(R"(data: {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},)"));
        QVERIFY(sse.ends_with("\r\n\r\n"));
        QVERIFY(sse.find("DONE") == std::string::npos);
        QCOMPARE(QByteArray::fromStdString(sse).count(R"("args":{"a":1})"), 1);
        const auto array = base::parseJson(streamed(foreignAnswer(), true));
        QVERIFY(array);
        QCOMPARE(array->size(), std::size_t{3});
        QCOMPARE(text((*array)[2]["candidates"][0]["finishReason"]), text(Json("STOP")));
        QCOMPARE(text((*array)[2]["usageMetadata"]["totalTokenCount"]), text(Json(17)));
    }

    void aCallThatWasCutIsNotShown()
    {
        model::ChatAnswer answer = foreignAnswer();
        answer.choices[0].parts[1].arguments = R"({"a":)";
        const auto got = base::parseJson(gemini().serve->writeAnswer(answer, {}));
        QCOMPARE((*got)["candidates"][0]["content"]["parts"].size(), std::size_t{1});
        QCOMPARE(text((*got)["candidates"][0]["finishReason"]), text(Json("MALFORMED_FUNCTION_CALL")));
        answer.choices[0].finish = model::FinishReason::Length;
        const auto cut = base::parseJson(streamed(answer, true));
        QCOMPARE(text(cut->back()["candidates"][0]["finishReason"]), text(Json("MAX_TOKENS")));
    }

    void errorsSpeakGoogle()
    {
        const auto got = base::parseJson(gemini().errorBody(
            {.status = 404, .message = "no such \"model\"", .code = "model_not_found", .requestId = "r1"}));
        QVERIFY(got);
        QCOMPARE(text((*got)["error"]["code"]), text(Json(404)));
        QCOMPARE(text((*got)["error"]["status"]), text(Json("NOT_FOUND")));
        QCOMPARE(text((*got)["error"]["details"][0]["reason"]), text(Json("MODEL_NOT_FOUND")));
        QCOMPARE(text((*got)["error"]["details"][1]["requestId"]), text(Json("r1")));
        QVERIFY(gemini().errorEvent({}).ends_with("\r\n\r\n"));
    }

    void modelsAreListed()
    {
        const Json got = dialect::geminiModels({{.name = "a/b", .inputTokens = 10}});
        QCOMPARE(text(got), std::string(R"({"models":[{"name":"models/a~b","version":"001","displayName":"a/b",)"
                                        R"("inputTokenLimit":10,"supportedGenerationMethods":)"
                                        R"(["generateContent","countTokens"]}]})"));
    }

    void countingTokens()
    {
        const dialect::Dialect &counting = *dialect::findDialect("gemini.countTokens");
        const std::string body =
            fakes::padded(R"({"generateContentRequest":{"model":"models/old","contents":[{"role":"model"}]}})");
        const auto peek = counting.peek(body, {.model = "old"});
        QVERIFY(peek);
        QCOMPARE(counting.rewrite(body, *peek, {.model = "new"}),
                 std::string(R"({"generateContentRequest":{"model":"models/new","contents":[{"role":"model"}]}})"));
        QVERIFY(counting.readAnswer(fakes::padded(R"({"totalTokens":5})"))->finished);
        QVERIFY(!counting.readAnswer(fakes::padded("{}")));
        QCOMPARE(counting.readPrompt(body).turns, std::int64_t{0});
    }

    void embeddingsArePassedOn()
    {
        const dialect::Dialect &batch = *dialect::findDialect("gemini.batchEmbedContents");
        const std::string body = fakes::padded(
            R"({"requests":[{"model":"models/old","content":{"parts":[{"text":"abc"}]}},{"model": "old"}]})");
        const auto peek = batch.peek(body, {.model = "old"});
        QVERIFY(peek);
        QCOMPARE(batch.rewrite(body, *peek, {.model = "new"}),
                 std::string(R"({"requests":[{"model":"models/new","content":{"parts":[{"text":"abc"}]}},)"
                             R"({"model": "new"}]})"));
        QCOMPARE(batch.readPrompt(body).textBytes, std::int64_t{3});
        const auto facts = batch.readAnswer(
            fakes::padded(R"({"embeddings":[{"values":[1]}],"usageMetadata":{"promptTokenCount":4}})"));
        QVERIFY(facts && facts->finished && facts->usage);
        QCOMPARE(facts->usage->input, std::int64_t{4});
        const dialect::Dialect &single = *dialect::findDialect("gemini.embedContent");
        QVERIFY(!single.peek(fakes::padded("{}"), {.model = "m"}));
        QVERIFY(single.readAnswer(fakes::padded(R"({"embedding":{"values":[1]}})")));
        QVERIFY(!single.readAnswer(fakes::padded("{}")));
    }

    void anErrorClosesTheArrayItStandsIn()
    {
        const auto array = base::parseJson("[{}" + gemini().errorEvent({.status = 503, .jsonArray = true}));
        QVERIFY(array && array->is_array());
        QCOMPARE(text(array->back()["error"]["status"]), text(Json("UNAVAILABLE")));
    }
};

QTEST_APPLESS_MAIN(GeminiServedTest)
#include "gemini_served_test.moc"
