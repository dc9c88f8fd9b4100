#include "gateway/exchange/exchange_words.h"

/// Calls beside plain chat whose provider speaks another dialect than their client.
using namespace words;
using fakes::ClientSide;
using fixture::Bench;

namespace {

std::shared_ptr<model::Plan> planOf(const char *type, bool strict = false)
{
    auto one = fixture::provider("first", 0, {"key_a"});
    one.type = type;
    auto plan = fixture::planOf({one});
    for (auto &[digest, key] : plan->clientKeys)
        key.strict = strict;
    return plan;
}

constexpr auto kEmbed = R"({"model":"m","input":["a","b"],"encoding_format":"base64","user":"u"})";
constexpr auto kPretty = R"({
  "error": {
    "code": 499,
    "message": "cancelled"
  }
})";
constexpr auto kTwoVectors = R"({"embeddings":[{"values":[0.5,-2]},{"values":[1,0]}]})";

} // namespace

class TranslatedCallsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void embeddingsOfGeminiForAClientOfOpenai()
    {
        Bench bench(planOf("gemini"));
        bench.spoken = &dialect::openaiEmbeddings;
        const auto client = bench.begin(kEmbed);
        QCOMPARE(bench.upstream.call().request.path, "/models/m:batchEmbedContents");
        QCOMPARE(bench.upstream.sent.front().body,
                 R"({"requests":[{"model":"models/m","content":{"parts":[{"text":"a"}]}},)"
                 R"({"model":"models/m","content":{"parts":[{"text":"b"}]}}]})");
        bench.upstream.call().answer(200, kTwoVectors);
        bench.reactor.run();
        QCOMPARE(client->status, 200);
        QVERIFY(client->headers.contains("x-switchyard-params: dropped=user\r\n"));
        const auto json = base::parseJson(client->body);
        QVERIFY(json);
        QCOMPARE(base::textOr((*json)["data"][0]["embedding"]), "AAAAPwAAAMA=");
        QCOMPARE(base::textOr((*json)["model"]), "m");
        const auto record = bench.record();
        QCOMPARE(record.endpoint, "embeddings");
        QCOMPARE(record.attempts.front().dialect, "gemini.batchEmbedContents");
        QVERIFY(record.usage.input > 0 && record.usage.output == 0 && !record.usage.reported);
        QVERIFY(bench.nothingIsOpen());
    }

    void whatAProviderSaysAgainstItIsInTheClientsWords()
    {
        Bench bench(planOf("cohere"));
        bench.spoken = &dialect::openaiEmbeddings;
        const auto client = bench.begin(kEmbed);
        bench.upstream.call().answer(400, R"({"id":"x","message":"texts are too long"})");
        bench.reactor.run();
        QCOMPARE(client->status, 400);
        QCOMPARE(base::textOr(base::at(errorOf(*client), "message")), "texts are too long");
        QVERIFY(base::at(errorOf(*client), "type").is_string());
    }

    void anAnswerWithoutVectorsIsNone()
    {
        Bench bench(planOf("ollama_native"));
        bench.spoken = &dialect::openaiEmbeddings;
        const auto client = bench.begin(kEmbed);
        QCOMPARE(bench.upstream.call().request.path, "/api/embed");
        bench.upstream.call().answer(200, R"({"embeddings":[]})");
        bench.reactor.run();
        client->hangUp(); // instead of waiting for another attempt
        bench.reactor.run();
        QCOMPARE(bench.record().attempts.front().failure, model::FailureClass::BadAnswer);
    }

    void aRelativeThatDoesNotHeedTheEncodingIsCorrected()
    {
        Bench bench;
        bench.spoken = &dialect::openaiEmbeddings;
        const auto client = bench.begin(kEmbed);
        QCOMPARE(bench.upstream.sent.front().body, kEmbed);
        bench.upstream.call().answer(
            200, R"({"data":[{"object":"embedding","index":0,"embedding":[0.5,-2]}],"usage":{"prompt_tokens":3}})");
        bench.reactor.run();
        QVERIFY2(client->body.find(R"("embedding":"AAAAPwAAAMA=")") != std::string::npos, client->body.c_str());
        QCOMPARE(bench.record().usage, (model::Usage{.input = 3, .reported = true}));
    }

    void countsOfGeminiForAClientOfAnthropic()
    {
        Bench bench(planOf("gemini"));
        bench.spoken = &dialect::anthropicCountTokens;
        const auto client = bench.begin(R"({"model":"m","messages":[{"role":"user","content":"Hi"}]})");
        QCOMPARE(bench.upstream.call().request.path, "/models/m:countTokens");
        bench.upstream.call().answer(200, R"({"totalTokens":31})");
        bench.reactor.run();
        QCOMPARE(client->body, R"({"input_tokens":31})");
        QCOMPARE(bench.record().cost.value, std::int64_t{0});
    }

    void countsOfAnthropicForAClientOfGemini()
    {
        Bench bench(planOf("anthropic"));
        bench.spoken = &dialect::geminiCountTokens;
        bench.path = {.model = "m"};
        const auto client = bench.begin(R"({"contents":[{"parts":[{"text":"Hi"}]}]})");
        QCOMPARE(bench.upstream.call().request.path, "/messages/count_tokens");
        QCOMPARE(bench.upstream.sent.front().body.find("max_tokens"), std::string::npos);
        bench.upstream.call().answer(200, R"({"input_tokens":8})");
        bench.reactor.run();
        QCOMPARE(client->body, R"({"totalTokens":8})");
    }

    void whatNobodyCanBeAskedIsSaid()
    {
        Bench bench(planOf("deepseek"));
        bench.spoken = &dialect::openaiEmbeddings;
        const auto client = bench.begin(kEmbed);
        QCOMPARE(client->status, 400);
        QCOMPARE(base::textOr(base::at(errorOf(*client), "param")), "model");
        QVERIFY(base::textOr(base::at(errorOf(*client), "message")).find("embeddings") != std::string::npos);
        QVERIFY(bench.upstream.sent.empty());
    }

    void aStrictKeyIsRefusedInsteadOfADrop()
    {
        const std::string body =
            R"({"model":"m","messages":[{"role":"user","content":"Hi"}],"seed":1,"logit_bias":{"1":2}})";
        Bench bench(planOf("anthropic", true));
        const auto client = bench.begin(body);
        QCOMPARE(client->status, 400);
        const std::string said = base::textOr(base::at(errorOf(*client), "message"));
        QVERIFY2(said.find("seed") != std::string::npos && said.find("logit_bias") != std::string::npos, said.c_str());
        QVERIFY(bench.upstream.sent.empty() && bench.nothingIsOpen());
        QCOMPARE(bench.record().attempts.front().failure, model::FailureClass::BadRequest);

        Bench lenient(planOf("anthropic"));
        const auto other = lenient.begin(body);
        QCOMPARE(lenient.upstream.sent.size(), std::size_t{1});
        other->hangUp();
        lenient.reactor.run();
    }

    void aStrictKeyIsServedWhereNothingIsLost()
    {
        Bench bench(planOf("anthropic", true));
        const auto client =
            bench.begin(R"({"model":"m","messages":[{"role":"user","content":"Hi"}],"temperature":0.5})");
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1}); // the max_tokens it had to add is no drop
        client->hangUp();
        bench.reactor.run();
    }

    void responsesThatWouldHaveToBeKept_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("an earlier answer") << QByteArray("previous_response_id") << QByteArray(R"("resp_1")");
        QTest::newRow("a conversation") << QByteArray("conversation") << QByteArray(R"({"id":"conv_1"})");
        QTest::newRow("in the background") << QByteArray("background") << QByteArray("true");
    }
    void responsesThatWouldHaveToBeKept()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        for (const char *type : {"openai", "anthropic"}) {
            Bench bench(planOf(type));
            bench.spoken = &dialect::openaiResponses;
            base::Json body = {{"model", "m"}, {"input", "Hi"}};
            body[field.toStdString()] = *base::parseJson(value.toStdString());
            const auto client = bench.begin(base::dump(body));
            QCOMPARE(client->status, 400);
            QCOMPARE(base::textOr(base::at(errorOf(*client), "param")), field.toStdString());
            QVERIFY(bench.upstream.sent.empty());
        }
    }

    void noProviderIsToKeepAnAnswer()
    {
        Bench bench(planOf("openai"));
        bench.spoken = &dialect::openaiResponses;
        const auto client = bench.begin(R"({"model":"m","store": true ,"input":"Hi","background":false})");
        QCOMPARE(bench.upstream.sent.front().body, R"({"model":"m","store": false ,"input":"Hi","background":false})");
        bench.upstream.call().answer(200, R"({"id":"resp_1","object":"response","status":"completed","store":false,)"
                                          R"("output":[{"type":"message","role":"assistant","content":)"
                                          R"([{"type":"output_text","text":"Hi"}]}]})");
        bench.reactor.run();
        QCOMPARE(client->status, 200);
        QVERIFY(client->headers.contains("x-switchyard-params: changed=store:false\r\n"));
    }

    void aStreamThatBreaksTellsTheNumberOfItsError()
    {
        const std::string created =
            R"({"type":"response.created","sequence_number":0,"response":{"id":"r","model":"m"}})";
        const std::string delta = R"({"type":"response.output_text.delta","sequence_number":1,"item_id":"i",)"
                                  R"("output_index":0,"content_index":0,"delta":"Hi"})";
        Bench bench(planOf("openai"));
        bench.spoken = &dialect::openaiResponses;
        const auto client = bench.begin(R"({"model":"m","stream":true,"input":"Hi"})");
        bench.upstream.call().head(200).bytes("event: response.created\n" + sse(created)
                                              + "event: response.output_text.delta\n" + sse(delta));
        bench.reactor.run();
        bench.upstream.call().end(model::FailureClass::Cut);
        bench.reactor.run();
        QVERIFY2(client->body.find(R"({"type":"error","sequence_number":2)") != std::string::npos,
                 client->body.c_str());
        QVERIFY(client->body.find(R"({"type":"response.failed","sequence_number":3)") != std::string::npos);
    }

    void aBrokenArrayOfGeminiIsClosedWithItsError()
    {
        Bench bench;
        bench.spoken = &dialect::geminiGenerate;
        bench.path = {.model = "m", .stream = true, .jsonArray = true};
        const auto client = bench.begin(R"({"contents":[{"parts":[{"text":"Hi"}]}]})");
        bench.upstream.call().head(200).bytes(kRole + kHi);
        bench.reactor.run();
        bench.upstream.call().end(model::FailureClass::Cut);
        bench.reactor.run();
        const auto json = base::parseJson(client->body);
        QVERIFY2(json && json->is_array(), client->body.c_str());
        QCOMPARE(base::textOr(base::at(base::at(json->back(), "error"), "status")), "UNAVAILABLE");
    }

    void anErrorThatIsNoEventIsTold()
    {
        const std::string chunk = R"({"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"index":0}]})";
        for (const char *end : {"", "\n\n"}) {
            Bench bench(planOf("gemini"));
            bench.spoken = &dialect::geminiGenerate;
            bench.path = {.model = "m", .stream = true};
            const auto client = bench.begin(R"({"contents":[{"parts":[{"text":"Hi"}]}]})");
            bench.upstream.call().head(200).bytes(sse(chunk) + kPretty + end).end();
            bench.reactor.run();
            QCOMPARE(bench.record().attempts.front().error, "the provider reported an error in its stream: cancelled");
            QVERIFY2(client->body.find(R"(data: {"error":)") != std::string::npos, client->body.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TranslatedCallsTest)
#include "translated_calls_test.moc"
