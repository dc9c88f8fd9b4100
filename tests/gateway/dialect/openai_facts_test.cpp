#include <QTest>

#include "base/json.h"
#include "dialect/dialect.h"
#include "fakes/padded_text.h"

namespace {

/// The facts as one line, so that a row reads like what it means.
std::string describe(const base::Result<dialect::AnswerFacts> &facts)
{
    if (!facts)
        return "not of this dialect";
    std::string out;
    const auto flag = [&](bool set, const char *word) { out += set ? std::string(word) + " " : std::string(); };
    flag(facts->content, "content");
    flag(facts->finished, "finished");
    flag(facts->error, "error");
    flag(facts->usageOnly, "usage-only");
    flag(facts->terminator, "terminator");
    if (facts->usage)
        out += "in " + std::to_string(facts->usage->input) + " cached " + std::to_string(facts->usage->cacheRead)
               + " out " + std::to_string(facts->usage->output) + " reasoning "
               + std::to_string(facts->usage->reasoning) + " ";
    if (!facts->message.empty())
        out += "says " + std::string(facts->message);
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

} // namespace

class OpenaiFactsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void events_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, const char *data, const char *want) {
            QTest::newRow(name) << QByteArray(data) << QByteArray(want);
        };
        row("role only",
            R"({"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null})",
            "");
        row("text", R"({"choices":[{"delta":{"content":"Hi"}}]})", "content");
        row("reasoning under three names", R"({"choices":[{"delta":{"content":null,"reasoning_content":"hm"}}]})",
            "content");
        row("Groq and OpenRouter say reasoning", R"({"choices":[{"delta":{"reasoning":"hm"}}]})", "content");
        row("Mistral's typed content", R"({"choices":[{"delta":{"content":[{"type":"thinking"}]}}]})", "content");
        row("an empty list is nothing", R"({"choices":[{"delta":{"tool_calls":[],"content":""}}]})", "");
        row("a tool call",
            R"({"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]}}]})",
            "content");
        row("the end", R"({"choices":[{"delta":{},"finish_reason":"stop"}]})", "finished");
        row("second choice has the text", R"({"choices":[{"index":0,"delta":{}},{"index":1,"delta":{"content":"x"}}]})",
            "content");
        row("OpenAI's usage event",
            R"({"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":3},"completion_tokens_details":{"reasoning_tokens":2}}})",
            "usage-only in 5 cached 3 out 7 reasoning 2");
        row("usage beside the end is no extra event",
            R"({"choices":[{"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7}})",
            "finished in 5 cached 0 out 7 reasoning 0");
        row("xAI counts reasoning on top",
            R"({"choices":[],"usage":{"prompt_tokens":331,"completion_tokens":11,"total_tokens":674,"completion_tokens_details":{"reasoning_tokens":332}}})",
            "usage-only in 331 cached 0 out 343 reasoning 332");
        row("DeepSeek's cache fields",
            R"({"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"prompt_cache_hit_tokens":4}})",
            "usage-only in 5 cached 4 out 7 reasoning 0");
        row("Groq's own place",
            R"({"choices":[{"delta":{},"finish_reason":"stop"}],"x_groq":{"usage":{"prompt_tokens":1,"completion_tokens":2}}})",
            "finished in 1 cached 0 out 2 reasoning 0");
        row("negative counts are none", R"({"choices":[],"usage":{"prompt_tokens":-5,"completion_tokens":7}})",
            "usage-only in 0 cached 0 out 7 reasoning 0");
        row("Azure's first event", R"({"choices":[],"created":0,"id":"","prompt_filter_results":[]})", "");
        row("error instead of a chunk", R"({"error":{"message":"boom","type":"server_error"}})", "error says boom");
        row("error beside choices", R"({"error":{"code":400,"message":"limit"},"choices":[{"delta":{"content":""}}]})",
            "error says limit");
        row("error is null", R"({"choices":[{"delta":{"content":"x"}}],"error":null})", "content");
        row("vLLM's flat error", R"({"object":"error","message":"no","code":404})", "error says no");
        row("Perplexity's end", R"({"object":"chat.completion.done","choices":[{"delta":{},"finish_reason":"stop"}]})",
            "finished");
        row("done", "[DONE]", "terminator");
        row("JSON of another kind", R"({"hello":1})", "not of this dialect");
        row("cut JSON", "{\"choices\":[{\"delta\":{\"content\":\"Hi", "not of this dialect");
        row("binary", "\x01\x02\x03", "not of this dialect");
    }
    void events()
    {
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, want);
        const std::string text = fakes::padded(data.toStdString());
        QCOMPARE(QByteArray::fromStdString(describe(dialect::openaiChat.readEvent({}, text))), want);
    }
    void groqMarksItsErrorByTheEventName()
    {
        const std::string text = fakes::padded(R"({"choices":[{"delta":{"content":"x"}}]})");
        QVERIFY(dialect::openaiChat.readEvent("error", text)->error);
    }
    void answers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("want");
        QTest::newRow("plain") << QByteArray(
            R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}})")
                               << QByteArray("content finished in 1 cached 0 out 2 reasoning 0");
        QTest::newRow("Azure's filtered answer has no message")
            << QByteArray(R"({"choices":[{"finish_reason":"content_filter","index":0}]})") << QByteArray("finished");
        QTest::newRow("an error with status 200")
            << QByteArray(R"({"error":{"message":"bad"}})") << QByteArray("error says bad");
        QTest::newRow("HTML") << QByteArray("<html></html>") << QByteArray("not of this dialect");
        QTest::newRow("nothing") << QByteArray() << QByteArray("not of this dialect");
        QTest::newRow("valid at first sight, broken behind")
            << QByteArray(R"({"choices":[{"message":{"content":"Hi"}}],"x":[1,})") << QByteArray("not of this dialect");
    }
    void answers()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, want);
        const std::string text = fakes::padded(body.toStdString());
        QCOMPARE(QByteArray::fromStdString(describe(dialect::openaiChat.readAnswer(text))), want);
    }
    void errorEnvelopes_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("want");
        QTest::newRow("OpenAI") << QByteArray(R"({"error":{"message":"m","type":"t","param":null,"code":"c"}})")
                                << QByteArray("m|c|t");
        QTest::newRow("number as code") << QByteArray(R"({"error":{"code":401,"message":"m"}})")
                                        << QByteArray("m|401|");
        QTest::newRow("xAI") << QByteArray(R"({"code":"c","error":"text"})") << QByteArray("text|c|");
        QTest::newRow("Mistral 401") << QByteArray(R"({"detail":"Invalid API Key"})")
                                     << QByteArray("Invalid API Key||");
        QTest::newRow("Mistral") << QByteArray(R"({"object":"error","message":"m","type":"t","code":"1500"})")
                                 << QByteArray("m|1500|t");
        QTest::newRow("an HTML page") << QByteArray("<html>") << QByteArray("||");
    }
    void errorEnvelopes()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, want);
        const auto facts = dialect::openaiChat.readError(body.toStdString());
        QCOMPARE(QByteArray::fromStdString(facts.message + "|" + facts.code + "|" + facts.type), want);
    }
    void ourErrorsAreInTheDialectsShape()
    {
        const std::string body = dialect::openaiChat.errorBody(
            {.status = 404, .message = "no \"x\"", .code = "model_not_found", .param = "model", .requestId = "req_1"});
        const auto json = base::parseJson(body);
        QVERIFY(json);
        const base::Json &error = base::at(*json, "error");
        QCOMPARE(base::textOr(base::at(error, "message")), std::string("no \"x\""));
        QCOMPARE(base::textOr(base::at(error, "type")), std::string("invalid_request_error"));
        QCOMPARE(base::textOr(base::at(error, "code")), std::string("model_not_found"));
        QCOMPARE(base::textOr(base::at(error, "param")), std::string("model"));
        QCOMPARE(base::textOr(base::at(error, "request_id")), std::string("req_1"));
        QVERIFY(
            base::at(*base::parseJson(dialect::openaiChat.errorBody({.message = "m"})), "error").at("code").is_null());
        const std::string event = dialect::openaiChat.errorEvent({.status = 502, .message = "cut"});
        QVERIFY(event.starts_with("data: {\"error\":") && event.ends_with("}\n\n")
                && event.find("DONE") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(OpenaiFactsTest)
#include "openai_facts_test.moc"
