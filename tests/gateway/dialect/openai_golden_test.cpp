#include <QTest>

#include <QDirIterator>

#include "dialect/openai_quirks.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

namespace {

using base::Json;
using dialect::openaiChat;

/// As it is sent to a provider for a client of another dialect; the file's name begins with the provider's preset.
Json requestSaid(const std::string &preset, const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = openaiChat.peek(body, {});
    auto request = peek ? openaiChat.serve->readRequest(body, *peek) : base::fail(peek.error());
    if (!request)
        return request.error().detail;
    request->dialect = "another";
    model::Receipt receipt;
    const auto written = openaiChat.call->writeRequest(std::move(*request), dialect::quirksFor(preset), receipt);
    Json notes = Json::array();
    for (const model::ParameterNote &note : receipt.notes()) {
        static constexpr const char *kFates[] = {"renamed", "defaulted", "changed", "dropped"};
        const std::string name = note.name.empty() ? std::string(openaiChat.serve->fieldName(note.field)) : note.name;
        notes.push_back(kFates[static_cast<int>(note.fate)] + (" " + name)
                        + (note.detail.empty() ? "" : ": " + note.detail));
    }
    return {{"body", *base::parseJson(*written)}, {"receipt", std::move(notes)}};
}

/// The answer in the shape of expected.json, and what that leaves out.
Json answerSaid(const model::ChatAnswer &answer)
{
    Json out = recordings::described(answer);
    out["id"] = answer.id;
    for (const model::ChatChoice &choice : answer.choices)
        for (const model::Part &part : choice.parts) {
            if (part.kind == model::PartKind::ToolCall)
                out["call_ids"].push_back(part.id);
            for (const model::Citation &citation : part.citations)
                out["citations"].push_back(citation.url + " " + citation.title);
        }
    return out;
}

Json streamSaid(const std::string &text, std::size_t slice)
{
    const auto read = recordings::readStream(openaiChat, text, slice);
    if (!read)
        return read.error().detail;
    Json out = answerSaid(read->answer());
    if (read->failure())
        out["failure"] = read->failure()->code + " " + read->failure()->message;
    return out;
}

Json said(const QString &kind, const std::string &preset, const std::string &text)
{
    if (kind == QLatin1String("requests"))
        return requestSaid(preset, text);
    if (kind == QLatin1String("streams"))
        return streamSaid(text, text.size());
    if (kind == QLatin1String("errors")) {
        const dialect::ErrorFacts facts = openaiChat.readError(text);
        return {{"message", facts.message}, {"code", facts.code}, {"type", facts.type}};
    }
    const auto answer = openaiChat.call->readAnswer(fakes::padded(text));
    return answer ? answerSaid(*answer) : Json(answer.error().detail);
}

} // namespace

/// Each file in golden/openai must be understood as its `.golden.json` says. A new case is a file, and
/// a run with WRITE_GOLDEN set, which is to be read before it is kept.
class OpenaiGoldenTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void understands_data()
    {
        QTest::addColumn<QString>("path");
        QDirIterator files(QStringLiteral(ROOT "/tests/gateway/dialect/golden/openai"), QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            if (const QString path = files.next(); !path.endsWith(QLatin1String(".golden.json")))
                QTest::newRow(qPrintable(path.section(QLatin1Char('/'), -2))) << path;
    }
    void understands()
    {
        QFETCH(QString, path);
        const std::string text = recordings::textOf(path);
        const QString kind = path.section(QLatin1Char('/'), -2, -2);
        const QString preset = path.section(QLatin1Char('/'), -1).section(QLatin1Char('-'), 0, 0);
        const Json got = said(kind, preset.toStdString(), text);
        const QString beside = path.section(QLatin1Char('.'), 0, -2) + QStringLiteral(".golden.json");
        if (QFile file(beside); qEnvironmentVariableIsSet("WRITE_GOLDEN") && file.open(QIODevice::WriteOnly))
            file.write(QByteArray::fromStdString(got.dump(1) + "\n"));
        const std::string golden = recordings::textOf(beside);
        QCOMPARE(QString::fromStdString(got.dump(1)), QString::fromStdString(golden).trimmed());
        if (kind == QLatin1String("streams"))
            for (const std::size_t slice : {std::size_t{1}, std::size_t{7}})
                QCOMPARE(QString::fromStdString(streamSaid(text, slice).dump()), QString::fromStdString(got.dump()));
    }
};

QTEST_APPLESS_MAIN(OpenaiGoldenTest)
#include "openai_golden_test.moc"
