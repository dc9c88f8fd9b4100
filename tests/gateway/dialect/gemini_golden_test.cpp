#include <QDir>
#include <QTest>

#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

/// golden/gemini/<kind>/<name>.*, each with what is to be understood of it in <name>.golden.json. A request without one
/// comes back as it was.
namespace {

using base::Json;

const dialect::Dialect &gemini()
{
    return dialect::geminiGenerate;
}

QString folder(const char *kind)
{
    return QStringLiteral(ROOT "/tests/gateway/dialect/golden/gemini/") + QLatin1String(kind);
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

Json shown(const model::Part &part)
{
    static constexpr const char *kKinds[] = {"text",     "refusal",          "image",    "document",   "audio", "video",
                                             "thinking", "redactedThinking", "toolCall", "toolResult", "opaque"};
    Json out = {{"kind", kKinds[static_cast<std::size_t>(part.kind)]}};
    const auto add = [&](const char *name, const Json &value) {
        if (!value.empty() && value != "")
            out[name] = value;
    };
    add("text", part.text);
    add("mimeType", part.media.mimeType);
    add("data", part.media.data);
    add("id", part.id);
    add("name", part.name);
    add("arguments", part.arguments);
    add("signature", part.signature);
    add("extra", part.extra);
    for (const model::Citation &citation : part.citations)
        out["citations"].push_back(
            {citation.url, citation.title, citation.citedText, citation.from.value_or(-1), citation.to.value_or(-1)});
    return out;
}

Json shown(const model::ChatAnswer &answer)
{
    const model::Usage &usage = answer.usage;
    Json out = {{"id", answer.id},
                {"model", answer.model},
                {"created", answer.createdSeconds},
                {"usage", {usage.input, usage.cacheRead, usage.output, usage.reasoning}},
                {"extra", answer.extra},
                {"choices", Json::array()}};
    for (const model::ChatChoice &choice : answer.choices) {
        Json one = {{"index", choice.index},
                    {"finish", recordings::openaiWord(choice.finish)},
                    {"native", choice.nativeFinish},
                    {"logprobs", choice.logprobs},
                    {"parts", Json::array()}};
        for (const model::Part &part : choice.parts)
            one["parts"].push_back(shown(part));
        out["choices"].push_back(std::move(one));
    }
    return out;
}

} // namespace

class GeminiGoldenTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requests_data() { addRows("requests"); }
    void requests()
    {
        QFETCH(QString, file);
        const std::string body = fakes::padded(recordings::textOf(file));
        const auto peek = gemini().peek(body, {.model = "gemini-2.5-flash"});
        QVERIFY(peek);
        auto request = gemini().serve->readRequest(body, *peek);
        QVERIFY(request);
        QCOMPARE(request->model, std::string("gemini-2.5-flash"));
        model::Receipt receipt;
        const auto got = gemini().call->writeRequest(std::move(*request), {}, receipt);
        QVERIFY(got);
        QVERIFY(receipt.notes().empty());
        const Json golden = goldenOf(file);
        QCOMPARE(differences(*base::parseJson(*got), golden.is_null() ? *base::parseJson(body) : golden), QByteArray());
    }

    void responses_data() { addRows("responses"); }
    void responses()
    {
        QFETCH(QString, file);
        const std::string body = fakes::padded(recordings::textOf(file));
        const auto answer = gemini().call->readAnswer(body);
        QVERIFY(answer);
        QCOMPARE(differences(shown(*answer), goldenOf(file)), QByteArray());
        const std::string own = fakes::padded(gemini().serve->writeAnswer(*answer, {}));
        QCOMPARE(differences(shown(*gemini().call->readAnswer(own)), shown(*answer)), QByteArray());
    }

    void streams_data() { addRows("streams"); }
    void streams()
    {
        QFETCH(QString, file);
        const std::string stream = recordings::textOf(file);
        for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, stream.size()}) {
            const auto read = recordings::readStream(gemini(), stream, slice);
            QVERIFY(read);
            Json got = shown(read->answer());
            if (const auto &failure = read->failure())
                got["failed"] = {failure->message, failure->code};
            QCOMPARE(differences(got, goldenOf(file)), QByteArray());
        }
    }

    void errors_data() { addRows("errors"); }
    void errors()
    {
        QFETCH(QString, file);
        const dialect::ErrorFacts facts = gemini().readError(recordings::textOf(file));
        QCOMPARE(differences({{"message", facts.message}, {"type", facts.type}, {"code", facts.code}}, goldenOf(file)),
                 QByteArray());
    }
};

QTEST_GUILESS_MAIN(GeminiGoldenTest)
#include "gemini_golden_test.moc"
