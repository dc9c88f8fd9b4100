#include <QTest>

#include <utility>

#include "dialect/dialect.h"
#include "dialect/vectors.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

namespace {

using base::Json;
using dialect::openaiEmbeddings;

base::Result<model::EmbeddingsRequest> readRequest(const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = openaiEmbeddings.peek(body, {});
    if (!peek)
        return base::fail(peek.error());
    return openaiEmbeddings.serveEmbeddings->readRequest(body, *peek);
}

std::string written(model::EmbeddingsRequest &&request, model::Receipt &receipt)
{
    return openaiEmbeddings.callEmbeddings->writeRequest(std::move(request), {}, receipt).value_or("refused");
}

constexpr auto kFloats =
    R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-2,0.1]}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}})";
constexpr auto kText =
    R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":"AAAAPwAAAMDNzMw9"}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}})";

} // namespace

class OpenaiEmbeddingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsComeBack_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const char *body) { QTest::newRow(name) << QByteArray(body); };
        row("one text", R"({"model":"m","input":"hi"})");
        row("texts", R"({"model":"m","input":["a","b"],"dimensions":256,"encoding_format":"base64","user":"u"})");
        row("tokens", R"({"model":"m","input":[1,2,3]})");
        row("lists of tokens", R"({"model":"m","input":[[1],[2,3]],"encoding_format":"float"})");
        row("what we do not know", R"({"model":"m","input":["a"],"input_type":"document","truncation":true})");
        for (const recordings::Case &one : recordings::of({"embeddings"}))
            if (one.status == 200 && one.request.is_object())
                row(one.name.c_str(), one.requestText.c_str());
    }
    void requestsComeBack()
    {
        QFETCH(QByteArray, body);
        auto request = readRequest(body.toStdString());
        QVERIFY(request);
        model::Receipt receipt;
        const Json got = *base::parseJson(written(std::move(*request), receipt));
        Json want = *base::parseJson(body.toStdString());
        const Json given = std::exchange(want, Json::object());
        for (const auto &[name, value] : given.items())
            if (!value.is_null())
                want[name] = value;
        QCOMPARE(nlohmann::json(got).dump(), nlohmann::json(want).dump());
        QVERIFY(receipt.notes().empty());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no input") << QByteArray(R"({"model":"m"})");
        QTest::newRow("a number") << QByteArray(R"({"model":"m","input":5})");
        QTest::newRow("nothing") << QByteArray(R"({"model":"m","input":[]})");
        QTest::newRow("texts and tokens") << QByteArray(R"({"model":"m","input":["a",[1]]})");
        QTest::newRow("tokens that are none") << QByteArray(R"({"model":"m","input":[[1.5]]})");
    }
    void refuses()
    {
        QFETCH(QByteArray, body);
        const auto request = readRequest(body.toStdString());
        QVERIFY(!request);
        QCOMPARE(request.error().param, std::string("input"));
    }

    void anotherDialectsWordsAreOnTheReceipt()
    {
        model::Receipt receipt;
        const std::string body = written({.dialect = "gemini.embedContent",
                                          .model = "m",
                                          .texts = {"hi"},
                                          .taskType = "RETRIEVAL_QUERY",
                                          .extra = {{"autoTruncate", true}}},
                                         receipt);
        QCOMPARE(body, std::string(R"({"model":"m","input":["hi"]})"));
        QCOMPARE(receipt.notes().size(), std::size_t{2});
        QCOMPARE(receipt.notes()[0].field, model::ChatField::TaskType);
        QCOMPARE(receipt.notes()[1].name, std::string("autoTruncate"));
    }

    void vectorsInEitherSpelling()
    {
        for (const char *body : {kFloats, kText}) {
            const auto answer = openaiEmbeddings.callEmbeddings->readAnswer(fakes::padded(body));
            QVERIFY(answer);
            QCOMPARE(answer->vectors, (std::vector<std::vector<float>>{{0.5F, -2.0F, 0.1F}}));
            QCOMPARE(answer->usage, (model::Usage{.input = 3, .reported = true}));
            const auto write = [&](model::VectorEncoding asked) {
                return openaiEmbeddings.serveEmbeddings->writeAnswer(*answer, asked, {});
            };
            QCOMPARE(write(model::VectorEncoding::Base64), std::string(kText));
            QCOMPARE(write(model::VectorEncoding::Float), std::string(kFloats));
            QCOMPARE(write(model::VectorEncoding::Unset), std::string(kFloats));
        }
    }

    void aRelativeThatDoesNotHeedTheEncodingIsCorrected()
    {
        const auto again = [](const char *body, model::VectorEncoding asked) {
            return openaiEmbeddings.serveEmbeddings->reencode(body, asked).value_or("as it is");
        };
        QCOMPARE(again(kFloats, model::VectorEncoding::Base64), std::string(kText));
        QCOMPARE(again(kText, model::VectorEncoding::Float).substr(0, 60), std::string(kFloats).substr(0, 60));
        QCOMPARE(again(kFloats, model::VectorEncoding::Unset), std::string("as it is"));
        QCOMPARE(again(kText, model::VectorEncoding::Base64), std::string("as it is"));
        QCOMPARE(again(R"({"error":{"message":"no"}})", model::VectorEncoding::Base64), std::string("as it is"));
    }

    void brokenVectorsAreNoAnswer()
    {
        for (const char *value : {R"("AAA=A")", R"("AAAA")", "[1,null]", "{}"})
            QVERIFY(!openaiEmbeddings.callEmbeddings->readAnswer(
                fakes::padded(std::string(R"({"data":[{"embedding":)") + value + "}]}")));
        QVERIFY(!openaiEmbeddings.call);
    }

    void recordedAnswers()
    {
        int seen = 0;
        for (const recordings::Case &one : recordings::of({"embeddings"})) {
            if (one.status != 200)
                continue;
            const auto answer = openaiEmbeddings.callEmbeddings->readAnswer(one.response);
            const auto facts = openaiEmbeddings.readAnswer(one.response);
            QVERIFY2(answer && facts, one.name.c_str());
            QCOMPARE(std::ssize(answer->vectors), base::integerOr(one.expected["vectors"]));
            QCOMPARE(std::ssize(answer->vectors.front()), base::integerOr(one.expected["dimensions"]));
            QCOMPARE(answer->model, base::textOr(one.expected["model"]));
            QCOMPARE(answer->usage.input, base::integerOr(one.expected["usage"]["input"]));
            QVERIFY(facts->usage && *facts->usage == answer->usage);
            QVERIFY(facts->content && facts->finished && !facts->error);
            ++seen;
        }
        if (seen == 0)
            QSKIP("the recorded traffic is not beside this checkout");
    }

    void whatItWorksOn()
    {
        const auto facts = openaiEmbeddings.readPrompt(fakes::padded(R"({"model":"m","input":["ab","cde"]})"));
        QCOMPARE(facts.textBytes, std::int64_t{5});
        QCOMPARE(facts.lastUserText, std::string("ab"));
    }
};

QTEST_APPLESS_MAIN(OpenaiEmbeddingsTest)
#include "openai_embeddings_test.moc"
