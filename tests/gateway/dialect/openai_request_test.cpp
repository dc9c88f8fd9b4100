#include <QTest>

#include "base/json.h"
#include "dialect/dialect.h"
#include "fakes/padded_text.h"

namespace {

std::string rewritten(const std::string &text, std::string_view model, bool askUsage = true)
{
    const std::string body = fakes::padded(text);
    const auto peek = dialect::openaiChat.peek(body, {});
    return peek ? dialect::openaiChat.rewrite(body, *peek, {model, askUsage}) : "refused: " + peek.error().detail;
}

} // namespace

class OpenaiRequestTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("param");
        const auto row = [](const char *name, const char *body, const char *param = "") {
            QTest::newRow(name) << QByteArray(body) << QByteArray(param);
        };
        row("nothing", "");
        row("an array", "[]");
        row("a text", "\"hello\"");
        row("not JSON", "{model:1}");
        row("trailing garbage", R"({"model":"m","messages":[]} x)");
        row("number too large", R"({"model":"m","messages":[],"x":1e400})");
        row("bad escape", R"({"model":"m","messages":[],"x":"\q"})");
        row("not utf-8", "{\"model\":\"m\",\"messages\":[],\"x\":\"\xFF\"}");
        row("no model", R"({"messages":[]})", "model");
        row("model is a number", R"({"model":5,"messages":[]})", "model");
        row("model is empty", R"({"model":"","messages":[]})", "model");
        row("model twice", R"({"model":"a","messages":[],"model":"b"})", "model");
        row("model twice, escaped", R"({"model":"a","messages":[],"mod\u0065l":"b"})", "model");
        row("no messages", R"({"model":"m"})", "messages");
        row("messages is a text", R"({"model":"m","messages":"hi"})", "messages");
        row("stream is a text", R"({"model":"m","messages":[],"stream":"yes"})", "stream");
        row("max_tokens negative", R"({"model":"m","messages":[],"max_tokens":-1})", "max_tokens");
        row("max_tokens a text", R"({"model":"m","messages":[],"max_tokens":"5"})", "max_tokens");
        row("max_tokens beyond 2^53", R"({"model":"m","messages":[],"max_tokens":9007199254740993})", "max_tokens");
        row("stream_options a list", R"({"model":"m","messages":[],"stream_options":[]})", "stream_options");
        row("include_usage twice",
            R"({"model":"m","messages":[],"stream_options":{"include_usage":true,"include_usage":false}})",
            "stream_options");
        row("include_usage an object",
            R"({"model":"m","messages":[],"stream":true,"stream_options":{"include_usage":{"a":1}}})",
            "stream_options");
        row("include_usage a text", R"({"model":"m","messages":[],"stream_options":{"include_usage":"yes"}})",
            "stream_options");
        QTest::newRow("nested too deep") << QByteArray(R"({"model":"m","messages":)") + QByteArray(200, '[')
                                                + QByteArray(200, ']') + "}"
                                         << QByteArray();
        QTest::newRow("a hundred thousand brackets")
            << QByteArray(R"({"model":"m","messages":)") + QByteArray(100'000, '[') << QByteArray();
    }
    void refuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, param);
        const auto peek = dialect::openaiChat.peek(fakes::padded(body.toStdString()), {});
        QVERIFY(!peek);
        QCOMPARE(peek.error().code, base::ErrorCode::BadRequest);
        QCOMPARE(QByteArray::fromStdString(peek.error().param), param);
    }
    void readsWhatRoutingNeeds()
    {
        const auto peek = dialect::openaiChat.peek(
            fakes::padded(
                R"( {"messages":[], "model" : "a\/b\u0063" ,"stream":true,"stream_options":{"include_usage":true}} )"),
            {});
        QVERIFY(peek);
        QCOMPARE(peek->model, std::string("a/bc"));
        QVERIFY(peek->stream);
        QVERIFY(peek->usageAsked);
    }
    void rewrites_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("want");
        QTest::newRow("only the model changes; order, spaces and number spelling stay")
            << QByteArray(
                   R"({ "z":1.0, "model" : "old" ,"big":12345678901234567890,"e":1e3,"messages":[],"u":"\u4f60" })")
            << QByteArray(
                   R"({ "z":1.0, "model" : "new" ,"big":12345678901234567890,"e":1e3,"messages":[],"u":"\u4f60" })");
        QTest::newRow("a model inside a message is not touched")
            << QByteArray(R"({"messages":[{"model":"old"}],"model":"old"})")
            << QByteArray(R"({"messages":[{"model":"old"}],"model":"new"})");
        QTest::newRow("usage is asked for in a stream")
            << QByteArray(R"({"model":"old","messages":[],"stream":true})")
            << QByteArray(R"({"stream_options":{"include_usage":true},"model":"new","messages":[],"stream":true})");
        QTest::newRow("and only in a stream") << QByteArray(R"({"model":"old","messages":[],"stream":false})")
                                              << QByteArray(R"({"model":"new","messages":[],"stream":false})");
        QTest::newRow("asked already")
            << QByteArray(R"({"model":"old","messages":[],"stream":true,"stream_options":{"include_usage":true}})")
            << QByteArray(R"({"model":"new","messages":[],"stream":true,"stream_options":{"include_usage":true}})");
        QTest::newRow("asked not to")
            << QByteArray(R"({"model":"old","messages":[],"stream":true,"stream_options":{"include_usage": false }})")
            << QByteArray(R"({"model":"new","messages":[],"stream":true,"stream_options":{"include_usage": true }})");
        QTest::newRow("null options")
            << QByteArray(R"({"model":"old","messages":[],"stream":true,"stream_options": null })")
            << QByteArray(R"({"model":"new","messages":[],"stream":true,"stream_options": {"include_usage":true} })");
        QTest::newRow("empty options")
            << QByteArray(R"({"model":"old","messages":[],"stream":true,"stream_options":{ }})")
            << QByteArray(R"({"model":"new","messages":[],"stream":true,"stream_options":{"include_usage":true }})");
        QTest::newRow("other options stay")
            << QByteArray(
                   R"({"model":"old","messages":[],"stream":true,"stream_options":{"include_obfuscation":false}})")
            << QByteArray(
                   R"({"model":"new","messages":[],"stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}})");
    }
    void rewrites()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, want);
        const std::string got = rewritten(body.toStdString(), "new");
        QCOMPARE(QByteArray::fromStdString(got), want);
        QVERIFY(base::parseJson(got));
    }
    void aModelNameIsQuotedOnItsWayOut()
    {
        const std::string got = rewritten(R"({"model":"old","messages":[]})", "a\"b\\\n");
        QCOMPARE(base::textOr(base::at(*base::parseJson(got), "model")), std::string("a\"b\\\n"));
    }
    void theSameModelIsNotEvenRespelt()
    {
        const std::string body = R"({"model":"a\/b","messages":[]})";
        QCOMPARE(rewritten(body, "a/b"), body);
    }
};

QTEST_APPLESS_MAIN(OpenaiRequestTest)
#include "openai_request_test.moc"
