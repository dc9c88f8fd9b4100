#include <QDir>
#include <QTest>

#include "dialect/dialect.h"
#include "fakes/recordings.h"

/// golden/anthropic/<kind>/<name>.*, each with what is to be understood of it in <name>.golden.json; of a request: what
/// an Anthropic provider gets when an OpenAI client says the same.
namespace {

using base::Json;
using dialect::anthropicMessages;

QString folder(const char *kind)
{
    return QStringLiteral(ROOT "/tests/gateway/dialect/golden/anthropic/") + QLatin1String(kind);
}

void addRows(const char *kind)
{
    QTest::addColumn<QString>("file");
    for (const QString &name : QDir(folder(kind)).entryList(QDir::Files, QDir::Name))
        if (!name.endsWith(QStringLiteral(".golden.json")))
            QTest::newRow(qPrintable(name)) << folder(kind) + QLatin1Char('/') + name;
}

Json goldenOf(QString file)
{
    file.truncate(file.lastIndexOf(QLatin1Char('.')));
    const auto json = base::parseJson(recordings::textOf(file + QStringLiteral(".golden.json")));
    return json ? *json : Json();
}

/// Without regard to the order of keys; empty for none.
QByteArray differences(const Json &got, const Json &wanted)
{
    const auto from = nlohmann::json::parse(wanted.dump());
    const auto patch = nlohmann::json::diff(from, nlohmann::json::parse(got.dump()));
    return patch.empty() ? QByteArray() : QByteArray::fromStdString(patch.dump() + "\n" + got.dump(1));
}

} // namespace

class AnthropicGoldenTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void request_data() { addRows("requests"); }
    void request()
    {
        QFETCH(QString, file);
        const std::string body = recordings::textOf(file);
        const auto peek = anthropicMessages.peek(body, {});
        QVERIFY(peek);
        auto request = anthropicMessages.serve->readRequest(body, *peek);
        QVERIFY(request);
        model::ChatRequest same = *request;
        model::Receipt receipt;
        const auto own = anthropicMessages.call->writeRequest(std::move(same), {}, receipt);
        QCOMPARE(differences(*base::parseJson(*own), *base::parseJson(body)), QByteArray());
        request->dialect = "openai";
        const auto other = anthropicMessages.call->writeRequest(std::move(*request), {}, receipt);
        QCOMPARE(differences(*base::parseJson(*other), goldenOf(file)), QByteArray());
    }

    void response_data() { addRows("responses"); }
    void response()
    {
        QFETCH(QString, file);
        const auto answer = anthropicMessages.call->readAnswer(recordings::textOf(file));
        QVERIFY(answer);
        QCOMPARE(differences(recordings::described(*answer), goldenOf(file)), QByteArray());
    }

    void stream_data() { addRows("streams"); }
    void stream()
    {
        QFETCH(QString, file);
        const std::string text = recordings::textOf(file);
        for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, text.size()}) {
            const auto read = recordings::readStream(anthropicMessages, text, slice);
            QVERIFY(read && !read->failure());
            QCOMPARE(differences(recordings::described(read->answer()), goldenOf(file)), QByteArray());
        }
    }

    void error_data() { addRows("errors"); }
    void error()
    {
        QFETCH(QString, file);
        const dialect::ErrorFacts facts = anthropicMessages.readError(recordings::textOf(file));
        const Json got = {{"message", facts.message}, {"code", facts.code}, {"type", facts.type}};
        QCOMPARE(differences(got, goldenOf(file)), QByteArray());
    }
};

QTEST_GUILESS_MAIN(AnthropicGoldenTest)
#include "anthropic_golden_test.moc"
