#include <QTest>

#include <utility>

#include "dialect/dialect.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

/// Embeddings of one dialect asked of a provider of another.
namespace {

using base::Json;
using dialect::cohereEmbed;
using dialect::Dialect;
using dialect::geminiBatchEmbed;
using dialect::geminiEmbed;
using dialect::ollamaEmbed;
using dialect::openaiEmbeddings;
using Floats = std::vector<std::vector<float>>;

base::Result<model::EmbeddingsRequest> readRequest(const Dialect &client, const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = client.peek(body, {.model = "m"});
    if (!peek)
        return base::fail(peek.error());
    return client.serveEmbeddings->readRequest(body, *peek);
}

/// What the provider is sent, with what was noted behind it.
std::string sent(const Dialect &client, const char *body, const Dialect &provider)
{
    auto request = readRequest(client, body);
    if (!request)
        return "unread: " + request.error().param;
    model::Receipt receipt;
    auto out = provider.callEmbeddings->writeRequest(std::move(*request), {}, receipt);
    if (!out)
        return "refused: " + out.error().param;
    for (const model::ParameterNote &note : receipt.notes())
        out->append(" ").append(note.name.empty() ? client.serveEmbeddings->fieldName(note.field)
                                                  : std::string_view(note.name));
    return *out;
}

} // namespace

class EmbeddingsTranslateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requests_data()
    {
        QTest::addColumn<const Dialect *>("client");
        QTest::addColumn<const Dialect *>("provider");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, const Dialect &client, const Dialect &provider, const char *body,
                            const char *want) {
            QTest::newRow(name) << &client << &provider << QByteArray(body) << QByteArray(want);
        };
        const char *batch = R"({"model":"m","input":["a","b"],"dimensions":256,"encoding_format":"base64","user":"u"})";
        row("OpenAI to Gemini", openaiEmbeddings, geminiBatchEmbed, batch,
            R"({"requests":[{"model":"models/m","outputDimensionality":256,"content":{"parts":[{"text":"a"}]}},)"
            R"({"model":"models/m","outputDimensionality":256,"content":{"parts":[{"text":"b"}]}}]} user)");
        row("OpenAI to Cohere", openaiEmbeddings, cohereEmbed, batch,
            R"({"model":"m","texts":["a","b"],"input_type":"search_document","embedding_types":["float"],)"
            R"("output_dimension":256}  user)");
        row("OpenAI to Ollama", openaiEmbeddings, ollamaEmbed, batch,
            R"({"model":"m","input":["a","b"],"dimensions":256} user)");
        row("tokens to Gemini", openaiEmbeddings, geminiBatchEmbed, R"({"model":"m","input":[1,2]})", "refused: input");
        row("tokens to Cohere", openaiEmbeddings, cohereEmbed, R"({"model":"m","input":[[1]]})", "refused: input");
        row("tokens to Ollama", openaiEmbeddings, ollamaEmbed, R"({"model":"m","input":[1]})", "refused: input");

        const char *one = R"({"content":{"parts":[{"text":"Hi "},{"text":"you"}]},"taskType":"RETRIEVAL_QUERY",)"
                          R"("output_dimensionality":64,"title":"T","autoTruncate":true})";
        row("Gemini's one to OpenAI", geminiEmbed, openaiEmbeddings, one,
            R"({"model":"m","input":"Hi you","dimensions":64} taskType title autoTruncate)");
        row("Gemini's one to Cohere", geminiEmbed, cohereEmbed, one,
            R"({"model":"m","texts":["Hi you"],"input_type":"search_query","embedding_types":["float"],)"
            R"("output_dimension":64} title autoTruncate)");
        row("Gemini's many to OpenAI", geminiBatchEmbed, openaiEmbeddings,
            R"({"requests":[{"model":"models/x","content":{"parts":[{"text":"a"}]},"taskType":"CLUSTERING"},)"
            R"({"content":{"parts":[{"text":"b"}]},"taskType":"CLASSIFICATION"}]})",
            R"({"model":"m","input":["a","b"]} taskType requests[].taskType)");
        row("a task Cohere has no word for", geminiEmbed, cohereEmbed,
            R"({"content":{"parts":[{"text":"a"}]},"taskType":"SEMANTIC_SIMILARITY"})",
            R"({"model":"m","texts":["a"],"input_type":"search_document","embedding_types":["float"]} taskType)");
        row("a picture", geminiEmbed, openaiEmbeddings,
            R"({"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":""}}]}})", "unread: content.parts");
        row("a picture among many", geminiBatchEmbed, openaiEmbeddings,
            R"({"requests":[{"content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"inlineData":{}}]}}]})",
            "unread: requests[1].content.parts");
        row("no requests", geminiBatchEmbed, openaiEmbeddings, R"({"requests":[]})", "unread: requests");
    }
    void requests()
    {
        QFETCH(const Dialect *, client);
        QFETCH(const Dialect *, provider);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, want);
        QCOMPARE(QByteArray::fromStdString(sent(*client, body, *provider)), want);
    }

    void answers_data()
    {
        QTest::addColumn<const Dialect *>("provider");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("tokens");
        QTest::newRow("Gemini") << &geminiBatchEmbed
                                << QByteArray(R"({"embeddings":[{"values":[0.5,-2]},{"values":[1,0]}]})") << -1;
        QTest::newRow("Gemini, counted")
            << &geminiBatchEmbed
            << QByteArray(
                   R"({"embeddings":[{"values":[0.5,-2]},{"values":[1,0]}],"usageMetadata":{"promptTokenCount":7}})")
            << 7;
        QTest::newRow("Cohere")
            << &cohereEmbed
            << QByteArray(
                   R"({"id":"x","embeddings":{"float":[[0.5,-2],[1,0]]},"meta":{"billed_units":{"input_tokens":7}}})")
            << 7;
        QTest::newRow("Ollama") << &ollamaEmbed
                                << QByteArray(R"({"model":"n","embeddings":[[0.5,-2],[1,0]],"prompt_eval_count":7})")
                                << 7;
    }
    void answers()
    {
        QFETCH(const Dialect *, provider);
        QFETCH(QByteArray, body);
        QFETCH(int, tokens);
        const auto answer = provider->callEmbeddings->readAnswer(fakes::padded(body.toStdString()));
        QVERIFY(answer);
        QCOMPARE(answer->vectors, (Floats{{0.5F, -2.0F}, {1.0F, 0.0F}}));
        QCOMPARE(answer->usage.reported, tokens >= 0);
        QCOMPARE(answer->usage.input, std::max(0, tokens));
    }

    void answersThatAreNone()
    {
        for (const Dialect *provider : {&geminiBatchEmbed, &cohereEmbed, &ollamaEmbed})
            for (const char *body : {"", "[]", R"({"embeddings":[]})", R"({"embeddings":{"float":[["a"]]}})",
                                     R"({"embeddings":[{"values":"no"}]})", R"({"error":{"message":"no"}})"})
                QVERIFY2(!provider->callEmbeddings->readAnswer(fakes::padded(body)), body);
    }

    void whatClientsOfGeminiGet()
    {
        const model::EmbeddingsAnswer answer{.vectors = {{0.5F, -2.0F}}, .usage = {.input = 3, .reported = true}};
        const auto write = [&](const Dialect &client) {
            return client.serveEmbeddings->writeAnswer(answer, model::VectorEncoding::Unset, {});
        };
        const std::string usage = R"("usageMetadata":{"promptTokenCount":3,"totalTokenCount":3}})";
        QCOMPARE(write(geminiEmbed), R"({"embedding":{"values":[0.5,-2]},)" + usage);
        QCOMPARE(write(geminiBatchEmbed), R"({"embeddings":[{"values":[0.5,-2]}],)" + usage);
        QVERIFY(geminiEmbed.readAnswer(fakes::padded(write(geminiEmbed)))->usage);
    }

    void howAClientWantsItsVectors()
    {
        const auto asked = [](const char *body) { return openaiEmbeddings.peek(fakes::padded(body), {})->vectors; };
        using enum model::VectorEncoding;
        QCOMPARE(asked(R"({"model":"m","input":"x"})"), Unset);
        QCOMPARE(asked(R"({"encoding_format" : "base64","model":"m","input":"x"})"), Base64);
        QCOMPARE(asked(R"({"model":"m","input":["encoding_format","base64"],"encoding_format":"float"})"), Float);
        QCOMPARE(asked(R"({"model":"m","input":["encoding_format","base64"]})"), Unset);
    }

    void recordedAnswers()
    {
        int seen = 0;
        for (const recordings::Case &one : recordings::of({"batchEmbedContents", "cohere.v2.embed"})) {
            if (one.status != 200)
                continue;
            const Dialect &provider = one.provider == "cohere" ? cohereEmbed : geminiBatchEmbed;
            const auto answer = provider.callEmbeddings->readAnswer(one.response);
            QVERIFY2(answer, one.name.c_str());
            QCOMPARE(std::ssize(answer->vectors), base::integerOr(one.expected["vectors"]));
            QCOMPARE(std::ssize(answer->vectors.front()), base::integerOr(one.expected["dimensions"]));
            const auto again = openaiEmbeddings.callEmbeddings->readAnswer(fakes::padded(
                openaiEmbeddings.serveEmbeddings->writeAnswer(*answer, model::VectorEncoding::Base64, {})));
            QVERIFY(again);
            QCOMPARE(again->vectors, answer->vectors);
            ++seen;
        }
        if (seen == 0)
            QSKIP("the recorded traffic is not beside this checkout");
    }
};

QTEST_APPLESS_MAIN(EmbeddingsTranslateTest)
#include "embeddings_translate_test.moc"
