#include <QtTest>

#include "dialect/dialect.h"
#include "dialect/spend_bounds.h"

using dialect::readSpendBounds;
using dialect::SpendBounds;

namespace {

SpendBounds bounds(std::string body)
{
    body.reserve(body.size() + dialect::kReadablePadding);
    return readSpendBounds(body);
}

} // namespace

class SpendBoundsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void limitsAndChoices_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("output");
        QTest::addColumn<int>("choices");
        const auto row = [](const char *name, const char *body, int output, int choices) {
            QTest::newRow(name) << QString::fromLatin1(body) << output << choices;
        };
        row("nothing said", R"({"model":"m"})", 0, 1);
        row("OpenAI's older name", R"({"max_tokens":50})", 50, 1);
        row("both its names", R"({"max_tokens":50,"max_completion_tokens":70,"n":3})", 70, 3);
        row("Responses", R"({"max_output_tokens":90})", 90, 1);
        row("Gemini", R"({"generationConfig":{"maxOutputTokens":20,"candidateCount":2}})", 20, 2);
        row("Gemini's other spelling", R"({"generation_config":{"max_output_tokens":20}})", 20, 1);
        row("within a text", "{\"prompt\":\"\\\"max_tokens\\\":50\"}", 0, 1);
        row("deeper down", R"({"tools":[{"type":"function","function":{"parameters":{"max_tokens":5,"n":9}}}]})", 0, 1);
        row("null", R"({"max_tokens":null,"n":null})", 0, 1);
    }
    void limitsAndChoices()
    {
        QFETCH(const QString, body);
        QFETCH(const int, output);
        QFETCH(const int, choices);
        const auto found = bounds(body.toStdString());
        QCOMPARE(found.maxOutput, std::int64_t{output});
        QCOMPARE(found.choices, std::int64_t{choices});
        QVERIFY(found.inputTokens >= body.size());
    }

    void whatGrows_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("grows");
        const auto row = [](const char *name, const char *body, bool grows) {
            QTest::newRow(name) << QString::fromLatin1(body) << grows;
        };
        row("plain text", "{\"messages\":[{\"content\":\"see \\\"image_url\\\": \\\"http://x\\\"\"}]}", false);
        row("OpenAI's picture by URL", R"({"content":[{"type":"image_url","image_url": {"url":"https:a.png"}}]})",
            true);
        row("one that comes along",
            R"({"content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]})", false);
        row("Responses' picture by URL", R"({"input":[{"type":"input_image","image_url":"https:a.png"}]})", true);
        row("a file that is kept there", R"({"input":[{"type":"input_file","file_id":"file_1"}]})", true);
        row("Anthropic's picture by URL", R"({"source":{"type": "url","url":"https:a.png"}})", true);
        row("Gemini's file", R"({"contents":[{"parts":[{"fileData":{"fileUri":"gs:a.png"}}]}]})", true);
        row("an earlier answer", R"({"previous_response_id":"resp_1"})", true);
        row("no earlier answer", R"({"previous_response_id":null})", false);
        row("a function", R"({"tools":[{"type":"function","function":{"name":"f","parameters":{}}}]})", false);
        row("Anthropic's tool", R"({"tools":[{"name":"f","description":"d","input_schema":{}}]})", false);
        row("a function with a URL",
            R"({"tools":[{"name":"f","input_schema":{"properties":{"url":{"type":"string"}}}}]})", false);
        row("a search", R"({"tools":[{"type":"web_search_20250305","name":"web_search"}]})", true);
        row("Gemini's functions", R"({"tools":[{"functionDeclarations":[{"name":"f"}]}]})", false);
        row("Gemini's search", R"({"tools":[{"googleSearch":{}}]})", true);
        row("both of them", R"({"tools":[{"functionDeclarations":[],"googleSearch":{}}]})", true);
        row("OpenAI's search", R"({"web_search_options":{}})", true);
    }
    void whatGrows()
    {
        QFETCH(const QString, body);
        QFETCH(const bool, grows);
        QCOMPARE(bounds(body.toStdString()).grows, grows);
    }

    void parametersOfRules()
    {
        SpendBounds own{.maxOutput = 100, .choices = 1};
        dialect::applyParameters(own, {{"max_tokens", 30}, {"n", 2}}, false);
        QCOMPARE(own.maxOutput, std::int64_t{100}); // a default: the client's own wins
        dialect::applyParameters(own, {{"max_completion_tokens", 500}, {"n", 4}}, true);
        QCOMPARE(own.maxOutput, std::int64_t{500});
        QCOMPARE(own.choices, std::int64_t{4});
        dialect::applyParameters(own, nullptr, true);
        QCOMPARE(own.maxOutput, std::int64_t{500});
    }
};

QTEST_APPLESS_MAIN(SpendBoundsTest)
#include "spend_bounds_test.moc"
