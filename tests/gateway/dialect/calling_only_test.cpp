#include <QDirIterator>
#include <QTest>

#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "fakes/aws_events.h"
#include "fakes/recordings.h"

/// Dialects of providers that no client speaks with us. golden/DIALECT/{responses,streams,errors}/CASE.EXT must read as
/// its CASE.want.json; the request of everything() must be written as golden/DIALECT/requests/everything.json.
namespace {

constexpr const char *kGolden = ROOT "/tests/gateway/dialect/golden/";
constexpr const char *kDialects[] = {"cohere", "ollama", "bedrock"};

base::Json jsonOf(const QString &path)
{
    auto json = base::parseJson(recordings::textOf(path));
    return json ? *json : base::Json();
}

/// `.events` files hold one "type payload" a line.
std::string streamOf(const QString &path)
{
    const std::string text = recordings::textOf(path);
    if (!path.endsWith(QStringLiteral(".events")))
        return text;
    std::string out;
    for (const QString &line : QString::fromStdString(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const std::string type = line.section(QLatin1Char(' '), 0, 0).toStdString();
        const std::string payload = line.section(QLatin1Char(' '), 1).toStdString();
        out += type.ends_with("Exception") ? aws_events::exception(type, payload) : aws_events::event(type, payload);
    }
    return out;
}

/// With what expected.json has no word for.
base::Json told(const dialect::Assembler &whole)
{
    const model::ChatAnswer &answer = whole.answer();
    base::Json out = recordings::described(answer);
    out["id"] = answer.id;
    out["created"] = answer.createdSeconds;
    out["native"] = answer.choices.empty() ? "" : answer.choices.front().nativeFinish;
    out["cache_write_1h"] = answer.usage.cacheWrite1h;
    out["parts"] = base::Json::array();
    for (const model::ChatChoice &choice : answer.choices)
        for (const model::Part &part : choice.parts)
            out["parts"].push_back(
                {{"id", part.id}, {"signature", part.signature}, {"citations", part.citations.size()}});
    out["failure"] = whole.failure()
                         ? base::Json{{"message", whole.failure()->message}, {"code", whole.failure()->code}}
                         : base::Json();
    return out;
}

void rows(const char *folder)
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("file");
    for (const char *dialect : kDialects) {
        QDirIterator files(QLatin1String(kGolden) + QLatin1String(dialect) + QLatin1Char('/') + QLatin1String(folder),
                           QDir::Files);
        while (files.hasNext())
            if (const QString path = files.next(); !path.contains(QStringLiteral(".want.")))
                QTest::addRow("%s", qPrintable(path.section(QLatin1Char('/'), -3)))
                    << QString::fromLatin1(dialect) << path;
    }
}

/// A text of the difference; empty when there is none. `file` without its ending names the wanted.
QByteArray compared(const base::Json &got, const QString &file)
{
    const QString path = file.left(file.lastIndexOf(QLatin1Char('.'))) + QStringLiteral(".want.json");
    if (qEnvironmentVariableIsSet("WRITE_GOLDEN")) {
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(got.dump(1) + "\n")) < 0)
            return "cannot write";
    }
    const base::Json want = jsonOf(path);
    return got == want ? QByteArray() : QByteArray::fromStdString("got " + got.dump() + "\nwanted " + want.dump());
}

const dialect::Dialect &named(const QString &id)
{
    return *dialect::findDialect(id.toStdString());
}

model::Part text(const char *words)
{
    return {.kind = model::PartKind::Text, .text = words};
}

/// A conversation with every kind of part, as clients of other dialects may have it.
std::vector<model::ChatMessage> conversation()
{
    using model::ChatRole;
    using model::PartKind;
    std::vector<model::ChatMessage> out;
    out.push_back({.role = ChatRole::System, .parts = {text("Be kind.")}, .bare = true});
    model::ChatMessage ask{.role = ChatRole::User, .parts = {text("Look:")}};
    ask.parts.front().cacheControl = {{"type", "ephemeral"}, {"ttl", "1h"}};
    ask.parts.push_back({.kind = PartKind::Image, .media = {.mimeType = "image/png", .data = "aW1n", .detail = "low"}});
    ask.parts.push_back({.kind = PartKind::Image, .media = {.url = "https://example.com/a.png"}});
    ask.parts.push_back(
        {.kind = PartKind::Document, .media = {.mimeType = "application/pdf", .data = "cGRm", .name = "my_file.pdf"}});
    ask.parts.push_back({.kind = PartKind::Document, .media = {.text = "plain words"}});
    ask.parts.push_back({.kind = PartKind::Audio, .media = {.mimeType = "audio/ogg", .data = "b2dn"}});
    ask.name = "ann";
    ask.extra = {{"vendor", 1}};
    out.push_back(std::move(ask));
    model::ChatMessage called{.role = ChatRole::Assistant};
    called.parts.push_back({.kind = PartKind::Thinking, .text = "Hm.", .signature = "c2ln"});
    called.parts.push_back({.kind = PartKind::RedactedThinking, .signature = "cmVk"});
    called.parts.push_back(text("I look."));
    called.parts.push_back({.kind = PartKind::ToolCall, .id = "t-1", .name = "look", .arguments = R"({"a":1.50})"});
    called.parts.push_back({.kind = PartKind::ToolCall, .id = "t-2", .name = "now", .arguments = ""});
    called.parts.push_back({.kind = PartKind::Opaque, .extra = {{"type", "web_search_call"}}});
    out.push_back(std::move(called));
    model::ChatMessage results{.role = ChatRole::Tool};
    results.parts.push_back({.kind = PartKind::ToolResult, .id = "t-1", .content = {text("one"), text("two")}});
    results.parts.push_back({.kind = PartKind::ToolResult, .id = "t-2", .isError = true});
    out.push_back(std::move(results));
    out.push_back({.role = ChatRole::User, .parts = {text("And?")}, .bare = true});
    out.push_back({.role = ChatRole::Developer, .parts = {text("Be brief.")}, .bare = true});
    return out;
}

model::ChatRequest everything(const std::string &model)
{
    model::ChatRequest out{.dialect = "openai", .model = model, .stream = true, .messages = conversation()};
    out.tools.push_back({.name = "look",
                         .description = "Looks.",
                         .parameters = {{"type", "object"}, {"properties", {{"a", {{"type", "number"}}}}}},
                         .strict = true,
                         .cacheControl = {{"type", "ephemeral"}}});
    out.tools.push_back({.name = "now", .extra = {{"defer_loading", true}}});
    out.tools.push_back({.hosted = true, .name = "web_search", .extra = {{"type", "web_search"}}});
    out.toolChoice = {.mode = model::ToolChoice::Mode::Named, .names = {"look"}, .parallel = false};
    out.format = {.kind = model::OutputFormat::Kind::JsonSchema, .name = "f", .schema = {{"type", "object"}}};
    out.reasoning = {.effort = "high", .summary = "auto"};
    out.maxTokens = 100;
    out.temperature = base::Json::parse("1.50");
    out.topP = 1;
    out.topK = 700;
    out.seed = 7;
    out.presencePenalty = -0.5;
    out.frequencyPenalty = 0.25;
    out.logitBias = {{"5", 1}};
    out.logprobs = true;
    out.topLogprobs = 3;
    out.choices = 2;
    out.stop = {"END"};
    out.user = "u";
    out.serviceTier = "flex";
    out.cacheKey = "k";
    out.metadata = {{"a", "b"}};
    out.store = true;
    out.extra = {{"verbosity", "low"}};
    return out;
}

base::Json notes(const model::Receipt &receipt)
{
    base::Json out = base::Json::array();
    for (const model::ParameterNote &note : receipt.notes())
        out.push_back({static_cast<int>(note.fate), static_cast<int>(note.field), note.name, note.detail});
    return out;
}

} // namespace

class CallingOnlyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void response_data() { rows("responses"); }
    void response()
    {
        QFETCH(QString, dialect);
        QFETCH(QString, file);
        const auto got = named(dialect).call->readAnswer(recordings::textOf(file));
        QVERIFY2(got, got ? "" : got.error().detail.c_str());
        dialect::Assembler whole;
        for (const model::ChatEvent &event : dialect::eventsOf(*got))
            whole.take(event);
        const QByteArray difference = compared(told(whole), file);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
    void stream_data() { rows("streams"); }
    void stream()
    {
        QFETCH(QString, dialect);
        QFETCH(QString, file);
        const std::string bytes = streamOf(file);
        for (std::size_t slice = 1; slice <= bytes.size(); slice += slice < 32 ? 1 : bytes.size() / 8) {
            const auto got = recordings::readStream(named(dialect), bytes, slice);
            QVERIFY2(got, got ? "" : got.error().detail.c_str());
            const QByteArray difference = compared(told(*got), file);
            QVERIFY2(difference.isEmpty(), difference.constData());
        }
    }
    /// Wherever a stream breaks off, it has no finish, and what came is a beginning of the whole.
    void aCutStreamIsNotFinished_data() { rows("streams"); }
    void aCutStreamIsNotFinished()
    {
        QFETCH(QString, dialect);
        QFETCH(QString, file);
        const std::string bytes = streamOf(file);
        const auto all = recordings::readStream(named(dialect), bytes, bytes.size());
        const base::Json whole = recordings::described(all->answer());
        for (std::size_t size = 0; size < bytes.size(); size += 3) {
            const auto got = recordings::readStream(named(dialect), bytes.substr(0, size), bytes.size());
            if (!got) // half a line at the end
                continue;
            const base::Json cut = recordings::described(got->answer());
            QVERIFY(whole["text"].get<std::string>().starts_with(cut["text"].get<std::string>()));
            QVERIFY(cut["finish"] == "" || cut["finish"] == whole["finish"]);
            QVERIFY(cut["finish"] == "" || bytes.substr(0, size).find("stop") != std::string::npos
                    || bytes.substr(0, size).find("finish_reason") != std::string::npos
                    || bytes.substr(0, size).find("length") != std::string::npos);
        }
    }
    void error_data() { rows("errors"); }
    void error()
    {
        QFETCH(QString, dialect);
        QFETCH(QString, file);
        const dialect::ErrorFacts got = named(dialect).readError(recordings::textOf(file));
        const QByteArray difference =
            compared({{"message", got.message}, {"code", got.code}, {"type", got.type}}, file);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
    void noBodyIsAnErrorWithoutWords()
    {
        for (const char *id : kDialects)
            QVERIFY(named(QString::fromLatin1(id)).readError("<html>").message.empty());
    }
    void whatIsNoAnswerIsRefused()
    {
        for (const char *id : kDialects)
            for (const char *body : {"", "[]", "{}", "{\"message\":3}", "<html>"})
                QVERIFY(!named(QString::fromLatin1(id)).call->readAnswer(body));
    }
    void request_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::addColumn<QString>("model");
        QTest::newRow("cohere") << "cohere" << "command-a";
        QTest::newRow("ollama") << "ollama" << "qwen3:4b";
        QTest::newRow("ollama levels") << "ollama" << "gpt-oss:20b";
        QTest::newRow("bedrock claude") << "bedrock" << "us.anthropic.claude-sonnet-4-v1:0";
        QTest::newRow("bedrock claude forced") << "bedrock" << "us.anthropic.claude-sonnet-4-v1:0";
        QTest::newRow("bedrock nova") << "bedrock" << "amazon.nova-pro-v1:0";
    }
    void request()
    {
        QFETCH(QString, dialect);
        QFETCH(QString, model);
        model::Receipt receipt;
        model::ChatRequest request = everything(model.toStdString());
        if (qstrcmp(QTest::currentDataTag(), "bedrock claude") == 0) // it does not think when a tool is forced
            request.toolChoice.mode = model::ToolChoice::Mode::Auto;
        const auto body = named(dialect).call->writeRequest(std::move(request), {}, receipt);
        QVERIFY2(body, body ? "" : body.error().detail.c_str());
        const base::Json got = {{"body", *base::parseJson(*body)}, {"receipt", notes(receipt)}};
        const QByteArray difference =
            compared(got, QLatin1String(kGolden) + dialect + QStringLiteral("/requests/")
                              + QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('_'))
                              + QStringLiteral(".json"));
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
    /// A plain question needs nothing but itself.
    void aPlainRequestDropsNothing()
    {
        for (const char *id : kDialects) {
            model::ChatRequest request{.dialect = "openai", .model = "m"};
            request.messages.push_back({.role = model::ChatRole::User, .parts = {text("Hi")}, .bare = true});
            request.choices = 1;
            request.store = false;
            request.toolChoice.parallel = true;
            model::Receipt receipt;
            QVERIFY(named(QString::fromLatin1(id)).call->writeRequest(std::move(request), {}, receipt));
            QVERIFY(receipt.notes().empty());
        }
    }
    void argumentsThatAreNoObjectAreRefusedWhereTheyMustBeOne()
    {
        for (const char *id : {"ollama", "bedrock"})
            for (const char *arguments : {"{\"a\":", "[1]", "3"}) {
                model::ChatRequest request{.dialect = "openai", .model = "m"};
                request.messages.push_back({.role = model::ChatRole::Assistant});
                request.messages.back().parts.push_back(
                    {.kind = model::PartKind::ToolCall, .id = "t", .name = "n", .arguments = arguments});
                model::Receipt receipt;
                const auto body = named(QString::fromLatin1(id)).call->writeRequest(std::move(request), {}, receipt);
                QVERIFY(!body && body.error().code == base::ErrorCode::BadRequest);
            }
    }
    void recording_data()
    {
        QTest::addColumn<QString>("name");
        if (!recordings::available())
            return;
        for (const recordings::Case &one : recordings::of({"cohere.v2.chat", "ollama.chat"}))
            QTest::addRow("%s", one.name.c_str()) << QString::fromStdString(one.name);
    }
    void recording()
    {
        if (!recordings::available())
            QSKIP("the recordings are not beside this checkout");
        QFETCH(QString, name);
        const recordings::Case one = recordings::load(recordings::root().filePath(name), name.toStdString());
        const dialect::Dialect &dialect = named(QString::fromStdString(one.provider));
        if (one.status != 200) {
            QCOMPARE(dialect.readError(one.response).message,
                     base::textOr(base::at(base::at(one.expected, "error"), "message")));
            return;
        }
        base::Json want = recordings::wanted(one);
        if (want["model"].is_null()) // Cohere does not say it
            want["model"] = "";
        for (const char *other : {"billed_input", "billed_output"}) // Cohere's second count, which ours is not
            want["usage"].erase(other);
        if (one.name
            == "cohere/v2chat-json-cohere-null-args") // `null` is JSON, if no object: it is passed on as it came
            want["tool_calls"][0]["raw"] = nullptr;
        if (!one.streaming) {
            const auto got = dialect.call->readAnswer(one.response);
            QVERIFY2(got, got ? "" : got.error().detail.c_str());
            QCOMPARE(recordings::described(*got).dump(1), want.dump(1));
            return;
        }
        for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, one.response.size()}) {
            const auto got = recordings::readStream(dialect, one.response, slice);
            QVERIFY2(got, got ? "" : got.error().detail.c_str());
            QCOMPARE(recordings::described(got->answer()).dump(1), want.dump(1));
        }
    }
};

QTEST_APPLESS_MAIN(CallingOnlyTest)
#include "calling_only_test.moc"
