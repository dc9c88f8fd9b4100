#include <QTest>

#include "base/json.h"
#include "dialect/dialect.h"
#include "dialect/openai_quirks.h"
#include "fakes/padded_text.h"

namespace {

using dialect::Dialect;

base::Result<dialect::RequestPeek> peeked(const Dialect &dialect, const std::string &text)
{
    return dialect.peek(fakes::padded(text), {});
}

std::string rewritten(const Dialect &dialect, const std::string &text, std::string_view model)
{
    const std::string body = fakes::padded(text);
    const auto peek = dialect.peek(body, {});
    return peek ? dialect.rewrite(body, *peek, {.model = model}) : "refused: " + peek.error().detail;
}

/// A form as clients send it, with a file whose bytes look like a field.
std::string form(const std::string &model, const std::string &more = {})
{
    return "--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a;b.wav\"\r\n"
           "Content-Type: audio/wav\r\n\r\nRIFF\r\n\r\nname=\"model\"\r\n--X\r\n"
           "\r\n--XX\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n"
           + model + more + "\r\n--XX--\r\n";
}

constexpr auto kField = "\r\n--XX\r\nContent-Disposition: form-data; name=";

std::string describe(const base::Result<dialect::AnswerFacts> &facts)
{
    if (!facts)
        return "no answer";
    std::string out = facts->error ? "error " + std::string(facts->message) : facts->content ? "content" : "";
    out += facts->finished ? " finished" : "";
    if (facts->usage)
        out += " in " + std::to_string(facts->usage->input) + " out " + std::to_string(facts->usage->output);
    return out;
}

} // namespace

class OpenaiEndpointsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsCanBeFound()
    {
        for (const char *id : {"openai.embeddings", "openai.images", "openai.speech", "openai.transcriptions",
                               "openai.moderations", "openai.rerank"}) {
            const Dialect *dialect = dialect::findDialect(id);
            QVERIFY2(dialect != nullptr, id);
            QVERIFY(dialect->serve == nullptr && dialect->call == nullptr);
        }
    }

    void onlyTheModelChanges_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *id, const char *body, const char *want) {
            QTest::newRow(id) << QByteArray(id) << QByteArray(body) << QByteArray(want);
        };
        row("openai.images", R"({ "prompt":"a cat", "model" : "old","n":1.0})",
            R"({ "prompt":"a cat", "model" : "new","n":1.0})");
        row("openai.speech", R"({"model":"old","input":"hi","voice":"alloy"})",
            R"({"model":"new","input":"hi","voice":"alloy"})");
        row("openai.moderations", R"({"input":["a"]})", R"({"model":"new","input":["a"]})");
        row("openai.rerank", R"({"model":"old","query":"q","documents":["a",{"text":"b"}]})",
            R"({"model":"new","query":"q","documents":["a",{"text":"b"}]})");
    }
    void onlyTheModelChanges()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, want);
        const Dialect &dialect = *dialect::findDialect(id.toStdString());
        QCOMPARE(QByteArray::fromStdString(rewritten(dialect, body.toStdString(), "new")), want);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a picture of nothing") << QByteArray("openai.images") << QByteArray(R"({"model":"m"})");
        QTest::newRow("speech without a model") << QByteArray("openai.speech") << QByteArray(R"({"input":"m"})");
        QTest::newRow("a model that is no name")
            << QByteArray("openai.moderations") << QByteArray(R"({"model":5,"input":"m"})");
        QTest::newRow("JSON for a form") << QByteArray("openai.transcriptions") << QByteArray(R"({"model":"m"})");
        QTest::newRow("a form that is cut")
            << QByteArray("openai.transcriptions") << QByteArray::fromStdString(form("m").substr(0, 150));
        QTest::newRow("a form without a model")
            << QByteArray("openai.transcriptions")
            << QByteArray("--X\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nen\r\n--X--\r\n");
        QTest::newRow("two models") << QByteArray("openai.transcriptions")
                                    << QByteArray::fromStdString(form("a", kField + std::string("\"model\"\r\n\r\nb")));
    }
    void refuses()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, body);
        const auto peek = peeked(*dialect::findDialect(id.toStdString()), body.toStdString());
        QVERIFY(!peek);
        QCOMPARE(peek.error().code, base::ErrorCode::BadRequest);
    }

    void aFormsModelIsFoundAndChanged()
    {
        const Dialect &dialect = *dialect::findDialect("openai.transcriptions");
        const std::string body = form("whisper-1", kField + std::string("stream\r\n\r\ntrue"));
        const auto peek = peeked(dialect, body);
        QVERIFY2(peek, peek ? "" : peek.error().detail.c_str());
        QCOMPARE(peek->model, std::string("whisper-1"));
        QVERIFY(peek->stream);
        QCOMPARE(rewritten(dialect, body, "other"), form("other", kField + std::string("stream\r\n\r\ntrue")));
        QCOMPARE(rewritten(dialect, body, "whisper-1"), body);
        QCOMPARE(rewritten(dialect, body, "a\r\n--XX"), body);
    }

    void answers()
    {
        const auto said = [](const char *id, const std::string &body) {
            return describe(dialect::findDialect(id)->readAnswer(fakes::padded(body)));
        };
        QCOMPARE(said("openai.images",
                      R"({"data":[{"b64_json":"AA"}],"usage":{"input_tokens":7,"output_tokens":9,"total_tokens":16}})"),
                 std::string("content finished in 7 out 9"));
        QCOMPARE(said("openai.rerank", R"({"results":[],"usage":{"total_tokens":5}})"),
                 std::string("content finished in 5 out 0"));
        QCOMPARE(said("openai.moderations", R"({"id":"m","results":[]})"), std::string("content finished in 0 out 0"));
        QCOMPARE(said("openai.moderations", R"({"error":{"message":"no"}})"), std::string("error no"));
        QCOMPARE(said("openai.speech", "ID3\x04 sound"), std::string("content finished in 0 out 0"));
        QCOMPARE(said("openai.speech", R"({"error":"no"})"), std::string("error no"));
        QCOMPARE(said("openai.transcriptions", "1\n00:00 --> 00:01\nHi"), std::string("content finished in 0 out 0"));
        QCOMPARE(said("openai.transcriptions", R"({"text":"Hi","usage":{"type":"duration","seconds":3}})"),
                 std::string("content finished in 0 out 0"));
        QCOMPARE(said("openai.speech", ""), std::string("no answer"));
        QCOMPARE(said("openai.rerank", "<html>"), std::string("no answer"));
    }

    void events()
    {
        const auto said = [](const std::string &data) {
            return describe(dialect::findDialect("openai.transcriptions")->readEvent("", fakes::padded(data)));
        };
        QCOMPARE(said(R"({"type":"transcript.text.delta","delta":"Hi"})"), std::string("content"));
        QCOMPARE(said(R"({"type":"transcript.text.done","text":"Hi","usage":{"input_tokens":4,"output_tokens":2}})"),
                 std::string("content finished in 4 out 2"));
        QCOMPARE(said(R"({"type":"error","error":{"message":"no"}})"), std::string("error no"));
        QCOMPARE(said("nonsense"), std::string("no answer"));
    }

    void quirks()
    {
        QCOMPARE(dialect::quirksFor("openai").tokenField, std::string_view("max_completion_tokens"));
        QCOMPARE(dialect::quirksFor("qwen_cn").thinkingField, dialect::quirksFor("qwen").thinkingField);
        QCOMPARE(dialect::quirksFor("qwen_cn").thinkingField, std::string_view("enable_thinking"));
        QVERIFY(dialect::quirksFor("xai").reasoningOnTop);
        QCOMPARE(dialect::quirksFor("nobody").tokenField, model::Quirks().tokenField);
        for (const char *preset : {"openai",   "azure",      "deepseek", "mistral",  "groq",  "xai",     "openrouter",
                                   "together", "fireworks",  "cerebras", "moonshot", "zhipu", "qwen",    "minimax",
                                   "qianfan",  "perplexity", "ollama",   "lmstudio", "vllm",  "llamacpp"})
            QVERIFY2(&dialect::quirksFor(preset) != &dialect::quirksFor("nobody"), preset);
    }
};

QTEST_APPLESS_MAIN(OpenaiEndpointsTest)
#include "openai_endpoints_test.moc"
