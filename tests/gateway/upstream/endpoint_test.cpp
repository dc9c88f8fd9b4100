#include "upstream/endpoint.h"

#include <QTest>

namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

model::Provider provider(const char *type, const Options &options, std::string baseUrl = {})
{
    const upstream::Preset *preset = upstream::findPreset(type);
    return {.type = type,
            .baseUrl = baseUrl.empty() ? std::string(preset == nullptr ? "" : preset->baseUrl) : std::move(baseUrl),
            .options = options};
}

} // namespace

class EndpointTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("url");
        const auto row = [](const char *name, const char *type, const char *option, const char *value, const char *path,
                            const char *url) {
            QTest::newRow(name) << QByteArray(type) << QByteArray(option) << QByteArray(value) << QByteArray(path)
                                << QByteArray(url);
        };
        row("as it is", "openai", "", "", "/chat/completions", "https://api.openai.com/v1/chat/completions");
        row("azure's v1", "azure", "", "", "/chat/completions",
            "https://res.openai.azure.com/openai/v1/chat/completions");
        row("azure's deployments", "azure", "api_version", "2024-10-21", "/chat/completions",
            "https://res.openai.azure.com/openai/deployments/my%20gpt%2Fx/chat/completions?api-version=2024-10-21");
        row("a region of its own", "bedrock", "", "", "/model/m/converse",
            "https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse");
        row("a region", "bedrock", "region", "eu-west-1", "/model/m/converse",
            "https://bedrock-runtime.eu-west-1.amazonaws.com/model/m/converse");
        row("vertex", "vertex", "region", "us-central1", "/models/g:generateContent",
            "https://us-central1-aiplatform.googleapis.com/v1/projects/p-1/locations/us-central1/publishers/google/"
            "models/g:generateContent");
        row("vertex everywhere", "vertex", "", "", "/models/g:streamGenerateContent?alt=sse",
            "https://aiplatform.googleapis.com/v1/projects/p-1/locations/global/publishers/google/"
            "models/g:streamGenerateContent?alt=sse");
    }
    void addresses()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, option);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, path);
        Options options{{"resource", "res"}, {"project", "p-1"}};
        if (!option.isEmpty())
            options.emplace_back(option.toStdString(), value.toStdString());
        const std::string url = upstream::urlOf(provider(type.constData(), options), path.toStdString(), "my gpt/x");
        QTEST(QByteArray::fromStdString(url), "url");
    }
    void modelLists()
    {
        QCOMPARE(upstream::modelListOf(provider("openai", {})), std::string("https://api.openai.com/v1/models"));
        QCOMPARE(upstream::modelListOf(provider("bedrock", {{"region", "eu-west-1"}})),
                 std::string("https://bedrock.eu-west-1.amazonaws.com/foundation-models"));
        QCOMPARE(upstream::modelListOf(provider("bedrock", {}, "http://127.0.0.1:1")),
                 std::string("http://127.0.0.1:1/foundation-models"));
        QCOMPARE(upstream::modelListOf(provider("ollama_native", {})), std::string("http://127.0.0.1:11434/api/tags"));
        QVERIFY(upstream::modelListOf(provider("vertex", {})).empty());
    }
    void optionsAreChecked()
    {
        QVERIFY(upstream::checkOptions(provider("azure", {{"resource", "my-res"}, {"api_version", ""}})));
        QVERIFY(upstream::checkOptions(provider("bedrock", {}))); // it has a region of its own
        QVERIFY(upstream::checkOptions(provider("azure", {}, "https://gateway.example.com")));
        for (const model::Provider &bad :
             {provider("azure", {}), provider("azure", {{"resource", "a/b"}}),
              provider("azure", {{"resource", "a.b@c"}}), provider("vertex", {{"project", ""}}),
              provider("openai", {{"region", "x"}}), provider("bedrock", {{"region", std::string(200, 'x')}})}) {
            const auto checked = upstream::checkOptions(bad);
            QVERIFY(!checked);
            QVERIFY(checked.error().param.starts_with("options."));
        }
    }
};

QTEST_APPLESS_MAIN(EndpointTest)
#include "endpoint_test.moc"
