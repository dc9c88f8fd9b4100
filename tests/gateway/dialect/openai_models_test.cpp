#include "dialect/openai_models.h"

#include <QTest>

class OpenaiModelsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("want"); // "refused", or the names with a comma between
        const auto row = [](const char *name, const QByteArray &body, const char *want) {
            QTest::newRow(name) << body << QString::fromLatin1(want);
        };
        row("as OpenAI lists them", R"({"object":"list","data":[{"id":"b","object":"model"},{"id":"a"}]})", "b,a");
        row("a bare list, as Together", R"([{"id":"x/y","type":"chat"},{"id":"z"}])", "x/y,z");
        row("Gemini's prefix is left out", R"({"data":[{"id":"models/gemini-2.5-pro"}]})", "gemini-2.5-pro");
        row("Gemini's own list", R"({"models":[{"name":"models/gemini-x","displayName":"G"}]})", "gemini-x");
        row("Ollama's own list", R"({"models":[{"name":"a:4b","model":"a:4b"}]})", "a:4b");
        row("Cohere's list", R"({"models":[{"name":"command-a","endpoints":["chat"]}],"next_page_token":""})",
            "command-a");
        row("Bedrock's list", R"({"modelSummaries":[{"modelArn":"arn:x","modelId":"a.b-v1:0","modelName":"B"}]})",
            "a.b-v1:0");
        row("one that is listed twice", R"({"data":[{"id":"a"},{"id":"a"},{"id":"models/a"}]})", "a");
        row("rows without a name", R"({"data":[{},{"id":""},{"id":7},null,"a",{"id":"b"}]})", "b");
        row("a name with a line break", R"({"data":[{"id":"a\nb"},{"id":"c"}]})", "c");
        row("a name that is too long", R"({"data":[{"id":")" + QByteArray(257, 'a') + R"("},{"id":"c"}]})", "c");
        row("none", R"({"data":[]})", "");
        row("no list", R"({"data":{"id":"a"}})", "refused");
        row("something else", R"({"models":1})", "refused");
        row("a web page", "<html></html>", "refused");
        row("nothing", "", "refused");
    }
    void names()
    {
        QFETCH(QByteArray, body);
        const auto read = dialect::readOpenaiModels({body.constData(), static_cast<std::size_t>(body.size())});
        QStringList names;
        if (read)
            for (const std::string &name : *read)
                names.append(QString::fromStdString(name));
        QTEST(read ? names.join(QLatin1Char(',')) : QStringLiteral("refused"), "want");
    }
};

QTEST_GUILESS_MAIN(OpenaiModelsTest)
#include "openai_models_test.moc"
