#include <QElapsedTimer>
#include <QTest>

#include "base/text.h"
#include "dialect/dialect.h"
#include "fakes/padded_text.h"
#include "fakes/same_prompt.h"

namespace {

model::PromptFacts readText(const std::string &text)
{
    const std::string body = fakes::padded(text);
    const model::PromptFacts out = dialect::openaiChat.readPrompt(body);
    if (const auto peek = dialect::openaiChat.peek(body, {}); peek && !fakes::samePrompt(*peek->prompt, out))
        qFatal("read otherwise on the way: %s", text.c_str());
    return out;
}

model::PromptFacts read(const char *rest)
{
    return readText(std::string(R"({"model":"m",)") + rest + "}");
}

std::string rewritten(const char *text, const char *overrides, const char *defaults)
{
    const std::string body = fakes::padded(text);
    const auto peek = dialect::openaiChat.peek(body, {});
    const auto set = base::parseJson(overrides);
    const auto missing = base::parseJson(defaults);
    if (!peek || !set || !missing)
        return "refused";
    return dialect::openaiChat.rewrite(body, *peek, {.model = "m", .overrides = &*set, .defaults = &*missing});
}

} // namespace

class OpenaiPromptTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lastUserText_data()
    {
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<QByteArray>("want");
        QTest::addColumn<int>("turns");
        const auto row = [](const char *name, const char *messages, const char *want, int turns) {
            QTest::newRow(name) << QByteArray(messages) << QByteArray(want) << turns;
        };
        row("one text", R"([{"role":"user","content":"hi"}])", "hi", 1);
        row("the last of the user", R"([{"role":"user","content":"a"},{"role":"assistant","content":"b"},
            {"role":"user","content":"c"},{"role":"tool","content":"d"}])",
            "c", 2);
        row("content before role", R"([{"content":"x","role":"user"}])", "x", 1);
        row("parts",
            R"([{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"u"}},
            {"type":"text","text":"b"}]}])",
            "a\nb", 1);
        row("escapes", R"([{"role":"user","content":"a\n\u4f60\t"}])", "a\n\xE4\xBD\xA0\t", 1);
        row("no content", R"([{"role":"user"}])", "", 1);
        row("null content", R"([{"role":"user","content":null}])", "", 1);
        row("content is a number", R"([{"role":"user","content":7}])", "", 1);
        row("content is an object", R"([{"role":"user","content":{"text":"x"}}])", "", 1);
        row("a message that is none", R"([7,"x",null,{"role":"user","content":"y"}])", "y", 1);
        row("text is no text", R"([{"role":"user","content":[{"type":"text","text":{"a":1}},"z",{"text":"w"}]}])",
            "\nw", 1);
        row("no user", R"([{"role":"system","content":"s"}])", "", 0);
        row("none", R"([])", "", 0);
    }
    void lastUserText()
    {
        QFETCH(const QByteArray, messages);
        QFETCH(const QByteArray, want);
        QFETCH(const int, turns);
        const auto facts = readText(R"({"model":"m","messages":)" + messages.toStdString() + R"(,"stream":true})");
        QCOMPARE(QByteArray::fromStdString(facts.lastUserText).trimmed(), want.trimmed());
        QCOMPARE(facts.turns, turns);
    }

    void options_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *field, const char *want) {
            QTest::newRow(field) << QByteArray(field) << QByteArray(want);
        };
        row(R"("tools":[{"type":"function"},{"type":"function"}])", "tools 2");
        row(R"("functions":[{"name":"f"}])", "tools 1");
        row(R"("tools":null)", "");
        row(R"("tools":{"a":1})", "");
        row(R"("response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}})",
            "schema");
        row(R"("response_format":{"type":"json_object"})", "");
        row(R"("response_format":"json_schema")", "");
        row(R"("reasoning_effort":"high")", "thinking");
        row(R"("reasoning_effort":"none")", "");
        row(R"("reasoning_effort":null)", "");
        row(R"("reasoning":{"effort":"low"})", "thinking");
        row(R"("thinking":{"type":"enabled","budget_tokens":9})", "thinking");
        row(R"("thinking":{"type":"disabled"})", "");
        row(R"("enable_thinking":true)", "thinking");
        row(R"("max_tokens":12)", "output 12");
        row(R"("max_completion_tokens":34)", "output 34");
        row(R"("max_tokens":null)", "");
    }
    void options()
    {
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, want);
        const auto facts = read((QByteArray(R"("messages":[],)") + field).constData());
        QByteArray got;
        if (facts.tools > 0)
            got += "tools " + QByteArray::number(qlonglong(facts.tools));
        got += facts.schema ? "schema" : "";
        got += facts.thinking ? "thinking" : "";
        if (facts.maxOutput > 0)
            got += "output " + QByteArray::number(qlonglong(facts.maxOutput));
        QCOMPARE(got, want);
    }

    void allTextsAreCounted()
    {
        const auto facts = read(R"("messages":[{"role":"system","content":"1234"},
            {"role":"user","content":[{"type":"text","text":"56"},{"type":"image_url","image_url":{"url":"data:..."}}]},
            {"role":"assistant","content":"7"}])");
        QCOMPARE(facts.textBytes, 7);
        QCOMPARE(facts.images, 1);
    }

    void windowEndsWithAWholeCharacter()
    {
        std::string text(model::PromptFacts::kWindow - 1, 'x');
        text += "\xE4\xBD\xA0 and more";
        const auto facts =
            readText("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
        QCOMPARE(facts.lastUserText.size(), model::PromptFacts::kWindow - 1);
        QCOMPARE(facts.textBytes, std::int64_t(text.size()));
        QVERIFY(base::isUtf8(facts.lastUserText));
    }

    void whatIsNoRequestIsPassedOver()
    {
        for (const char *text : {"", "[]", "{", "nonsense", R"({"messages":7})", R"({"messages":[{"role":)"})
            QCOMPARE(readText(text).turns, 0);
    }

    void parameters_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("overrides");
        QTest::addColumn<QByteArray>("defaults");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, const char *body, const char *overrides, const char *defaults,
                            const char *want) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(overrides) << QByteArray(defaults)
                                << QByteArray(want);
        };
        row("nothing", R"({"model":"m","messages":[]})", "null", "{}", R"({"model":"m","messages":[]})");
        row("set anew", R"({"model":"m","messages":[]})", R"({"temperature":0.2})", "null",
            R"({"temperature":0.2,"model":"m","messages":[]})");
        row("replaced in its place", R"({ "temperature" : 1.50 , "model":"m","messages":[]})", R"({"temperature":0})",
            "null", R"({ "temperature" : 0 , "model":"m","messages":[]})");
        row("an object is replaced whole", R"({"model":"m","messages":[],"logit_bias":{"1":{"a":[1,2]}} ,"n":1})",
            R"({"logit_bias":{}})", "null", R"({"model":"m","messages":[],"logit_bias":{} ,"n":1})");
        row("a list is replaced whole", "{\"model\":\"m\",\"messages\":[],\"stop\":[\"a\",\"b]\"]}", R"({"stop":null})",
            "null", R"({"model":"m","messages":[],"stop":null})");
        row("a default only where nothing is", R"({"model":"m","messages":[],"top_p":1})", "null",
            R"({"top_p":0.5,"seed":7})", R"({"seed":7,"model":"m","messages":[],"top_p":1})");
        row("null says nothing", R"({"model":"m","messages":[],"seed":null})", "null", R"({"seed":7})",
            R"({"model":"m","messages":[],"seed":7})");
        row("an override wins over a default", R"({"model":"m","messages":[]})", R"({"seed":1})", R"({"seed":2})",
            R"({"seed":1,"model":"m","messages":[]})");
        row("the newer name stands for the older", R"({"model":"m","messages":[],"max_completion_tokens":9})",
            R"({"max_tokens":5})", "null", R"({"model":"m","messages":[],"max_completion_tokens":5})");
        row("and keeps a default away", R"({"model":"m","messages":[],"max_tokens":9})", "null",
            R"({"max_completion_tokens":5})", R"({"model":"m","messages":[],"max_tokens":9})");
        row("an escaped key is the same key", R"({"model":"m","messages":[],"se\u0065d":3})", R"({"seed":4})", "null",
            R"({"model":"m","messages":[],"se\u0065d":4})");
        row("never the model", R"({"model":"m","messages":[]})", R"({"model":"x","stream":true,"messages":1})", "null",
            R"({"model":"m","messages":[]})");
    }
    void parameters()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, overrides);
        QFETCH(const QByteArray, defaults);
        QFETCH(const QByteArray, want);
        QCOMPARE(QByteArray::fromStdString(rewritten(body.constData(), overrides.constData(), defaults.constData())),
                 want);
    }

    void parametersBesideModelAndUsage()
    {
        const std::string body = fakes::padded(R"({"model":"m","messages":[],"stream":true,"seed":1})");
        const auto peek = dialect::openaiChat.peek(body, {});
        const base::Json set = {{"seed", 2}, {"n", 1}};
        const auto got = dialect::openaiChat.rewrite(body, *peek, {.model = "x", .askUsage = true, .overrides = &set});
        const auto json = base::parseJson(got);
        QVERIFY2(json, got.c_str());
        const auto want = base::parseJson(
            R"({"model":"x","messages":[],"stream":true,"seed":2,"n":1,"stream_options":{"include_usage":true}})");
        for (const auto &[key, value] : want->items())
            QCOMPARE(base::dump(base::at(*json, key)), base::dump(value));
        QCOMPARE(json->size(), want->size());
    }

    void benchmarkHalfAMegabyte()
    {
        std::string body = R"({"model":"m","messages":[)";
        for (int i = 0; i < 250; ++i)
            body += "{\"role\":\"user\",\"content\":\"" + std::string(1900, 'w') + "\\nand \\\"more\\\"\"},";
        body += R"({"role":"user","content":"last"}]})";
        body = fakes::padded(std::move(body));
        QVERIFY(body.size() > 450'000);
        QBENCHMARK
        {
            QCOMPARE(dialect::openaiChat.readPrompt(body).turns, 251);
        }
    }
};

QTEST_GUILESS_MAIN(OpenaiPromptTest)
#include "openai_prompt_test.moc"
