#include <QTest>

#include "dialect/dialect.h"
#include "fakes/padded_text.h"

/// Counts of tokens asked of a provider of another dialect.
namespace {

using base::Json;
using dialect::anthropicCountTokens;
using dialect::Dialect;
using dialect::geminiCountTokens;

base::Result<std::string> sent(const Dialect &client, const char *text, const Dialect &provider,
                               model::Receipt &receipt, const model::Quirks &quirks = {})
{
    const std::string body = fakes::padded(text);
    const auto peek = client.peek(body, {.model = "m"});
    if (!peek)
        return base::fail(peek.error());
    auto request = client.serveCount->readRequest(body, *peek);
    if (!request)
        return base::fail(request.error());
    return provider.callCount->writeRequest(std::move(*request), quirks, receipt);
}

constexpr auto kMessages =
    R"({"model":"m","max_tokens":5,"system":"Be kind.","messages":[{"role":"user","content":"Hi"}],)"
    R"("tools":[{"name":"look","input_schema":{"type":"object"}}]})";

} // namespace

class CountsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anthropicsPromptIsAWholeRequestOfGemini()
    {
        model::Receipt receipt;
        const auto body = sent(anthropicCountTokens, kMessages, geminiCountTokens, receipt);
        QVERIFY(body);
        const auto json = base::parseJson(*body);
        QVERIFY(json && json->size() == 1);
        const Json &whole = base::at(*json, "generateContentRequest");
        QCOMPARE(base::textOr(base::at(whole, "model")), std::string("models/m"));
        QCOMPARE(base::dump(base::at(whole, "contents")), std::string(R"([{"role":"user","parts":[{"text":"Hi"}]}])"));
        QCOMPARE(base::dump(base::at(whole, "systemInstruction")), std::string(R"({"parts":[{"text":"Be kind."}]})"));
        QVERIFY(base::at(whole, "tools").is_array());
    }

    void vertexTakesItWithoutTheFrame()
    {
        model::Receipt receipt;
        const auto body =
            sent(anthropicCountTokens, kMessages, geminiCountTokens, receipt, {.countsWholeRequest = false});
        QVERIFY(body);
        const auto json = base::parseJson(*body);
        QVERIFY(json && base::at(*json, "contents").is_array());
        QVERIFY(!json->contains("generateContentRequest"));
    }

    void geminisPromptIsOneOfAnthropic_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray inner =
            R"("contents":[{"role":"user","parts":[{"text":"Hi"}]}],"systemInstruction":{"parts":[{"text":"Be kind."}]})";
        QTest::newRow("contents") << "{" + inner + "}";
        QTest::newRow("a whole request") << R"({"generateContentRequest":{"model":"models/x",)" + inner + "}}";
        QTest::newRow("in snake case") << R"({"generate_content_request":{"model":"models/x",)" + inner + "}}";
        QTest::newRow("with what only shapes the answer")
            << "{" + inner + R"(,"generationConfig":{"seed":1,"temperature":0,"maxOutputTokens":9}})";
    }
    void geminisPromptIsOneOfAnthropic()
    {
        QFETCH(QByteArray, body);
        model::Receipt receipt;
        const auto out = sent(geminiCountTokens, body, anthropicCountTokens, receipt);
        QVERIFY(out);
        const auto json = base::parseJson(*out);
        QVERIFY(json);
        QCOMPARE(base::textOr(base::at((*json)["messages"][0], "role")), std::string("user"));
        QVERIFY(out->find("Be kind.") != std::string::npos);
        for (const char *name : {"max_tokens", "temperature", "seed", "stream"})
            QVERIFY2(!json->contains(name), name);
        QVERIFY(receipt.notes().empty());
    }

    void whatWouldHaveBeenCountedIsNoted()
    {
        model::Receipt receipt;
        const auto body =
            sent(geminiCountTokens,
                 R"({"generateContentRequest":{"contents":[{"parts":[{"text":"Hi"}]}],"tools":[{"googleSearch":{}}]}})",
                 anthropicCountTokens, receipt);
        QVERIFY(body);
        QCOMPARE(receipt.notes().size(), std::size_t{1});
        QCOMPARE(receipt.notes().front().field, model::ChatField::HostedTool);
    }

    void answers()
    {
        QCOMPARE(*geminiCountTokens.callCount->readAnswer(R"({"totalTokens":31,"totalBillableCharacters":9})"), 31);
        QCOMPARE(*anthropicCountTokens.callCount->readAnswer(R"({"input_tokens":31})"), 31);
        for (const char *body : {"", "{}", R"({"totalTokens":"x"})", R"({"totalTokens":-1})"})
            QVERIFY2(!geminiCountTokens.callCount->readAnswer(body), body);
        QCOMPARE(geminiCountTokens.serveCount->writeAnswer(31), std::string(R"({"totalTokens":31})"));
        QCOMPARE(anthropicCountTokens.serveCount->writeAnswer(31), std::string(R"({"input_tokens":31})"));
        const auto facts = geminiCountTokens.readAnswer(fakes::padded(R"({"totalTokens":31})"));
        QVERIFY(facts && facts->usage && facts->usage->reported && facts->usage->input == 0); // it is free
    }
};

QTEST_APPLESS_MAIN(CountsTest)
#include "counts_test.moc"
