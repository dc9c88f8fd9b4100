#include <QDirIterator>
#include <QTest>

#include "fakes/padded_text.h"
#include "fakes/recordings.h"

using base::Json;

namespace {

constexpr dialect::AnswerFor kClient{.requestedModel = "m", .requestId = "1", .nowSeconds = 7};

const dialect::Dialect &dialectOf(const QString &id)
{
    return *dialect::findDialect(id.toStdString());
}

void rows(const char *kind, const char *pattern)
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("path");
    for (const char *id : {"responses", "completions"}) {
        QDirIterator files(
            QStringLiteral(ROOT "/tests/gateway/dialect/golden/%1/%2").arg(QLatin1String(id), QLatin1String(kind)),
            {QLatin1String(pattern)}, QDir::Files);
        while (files.hasNext())
            if (const QString path = files.next(); !path.endsWith(QLatin1String(".golden.json")))
                QTest::addRow("%s/%s", id, qPrintable(path.section(QLatin1Char('/'), -1)))
                    << QString::fromLatin1(id) << path;
    }
}

Json golden(const QString &path)
{
    const QString name = path.left(path.lastIndexOf(QLatin1Char('.'))) + QStringLiteral(".golden.json");
    return *base::parseJson(recordings::textOf(name));
}

std::string text(const Json &json)
{
    return base::dump(json);
}

/// Key order means nothing in a request.
Json sorted(const Json &value)
{
    return *base::parseJson(nlohmann::json::parse(text(value)).dump());
}

struct Event {
    std::string type;
    Json json;
};

std::vector<Event> eventsIn(const std::string &stream)
{
    std::vector<Event> out;
    dialect::SseReader frames;
    dialect::SseEvent event;
    std::string unread = fakes::padded(stream);
    while (*frames.next(unread, event) == dialect::SseReader::Step::Event) {
        out.push_back({std::string(event.type), *base::parseJson(event.data)});
        unread.erase(0, event.raw.size());
    }
    return out;
}

base::Result<model::ChatRequest> readRequest(const Json &body)
{
    const std::string bytes = fakes::padded(text(body));
    const auto peek = dialect::openaiResponses.peek(bytes, {});
    if (!peek)
        return base::fail(peek.error());
    return dialect::openaiResponses.serve->readRequest(bytes, *peek);
}

std::string streamOf(const model::ChatEvents &events, const dialect::AnswerFor &client = kClient)
{
    const auto writer = dialect::openaiResponses.serve->makeWriter(client);
    std::string out;
    for (const model::ChatEvent &event : events)
        writer->write(event, out);
    writer->end(out);
    return out;
}

} // namespace

/// Files of our own making, for what the recordings do not show and for those who have none.
class ResponsesGoldenTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requests_data() { rows("requests", "*.json"); }
    void requests()
    {
        QFETCH(QString, id);
        QFETCH(QString, path);
        const dialect::Dialect &dialect = dialectOf(id);
        const std::string body = recordings::textOf(path);
        const auto peek = dialect.peek(body, {});
        QVERIFY(peek);
        auto request = dialect.serve->readRequest(body, *peek);
        QVERIFY2(request, request ? "" : request.error().detail.c_str());
        model::Receipt receipt;
        const auto written = dialect.call->writeRequest(std::move(*request), {}, receipt);
        QVERIFY(written);
        QCOMPARE(text(sorted(*base::parseJson(*written))), text(sorted(*base::parseJson(body))));
        QVERIFY(receipt.notes().empty());
    }
    void answers_data() { rows("responses", "*.json"); }
    void answers()
    {
        QFETCH(QString, id);
        QFETCH(QString, path);
        const dialect::Dialect &dialect = dialectOf(id);
        const auto answer = dialect.call->readAnswer(recordings::textOf(path));
        QVERIFY2(answer, answer ? "" : answer.error().detail.c_str());
        QCOMPARE(text(recordings::described(*answer)), text(golden(path)));
        const std::string again = fakes::padded(dialect.serve->writeAnswer(*answer, kClient));
        const auto reread = dialect.call->readAnswer(again);
        QVERIFY2(reread, again.c_str());
        QCOMPARE(text(recordings::described(*reread)), text(golden(path)));
        QCOMPARE(text(reread->choices.front().logprobs), text(answer->choices.front().logprobs));
        QCOMPARE(reread->choices.size(), answer->choices.size());
    }
    void streams_data() { rows("streams", "*.sse"); }
    void streams()
    {
        QFETCH(QString, id);
        QFETCH(QString, path);
        const std::string stream = recordings::textOf(path);
        for (const std::size_t slice : {stream.size(), std::size_t{7}, std::size_t{1}}) {
            const auto answer = recordings::readStream(dialectOf(id), stream, slice);
            QVERIFY2(answer, answer ? "" : answer.error().detail.c_str());
            QCOMPARE(text(recordings::described(answer->answer())), text(golden(path)));
        }
    }
    void errors()
    {
        const QString folder = QStringLiteral(ROOT "/tests/gateway/dialect/golden/responses/errors/");
        const auto quota =
            dialect::openaiResponses.readError(recordings::textOf(folder + QStringLiteral("quota.json")));
        QCOMPARE(quota.code, std::string("insufficient_quota"));
        const auto xai = dialect::openaiResponses.readError(recordings::textOf(folder + QStringLiteral("xai.json")));
        QCOMPARE(xai.message, std::string("Incorrect API key provided."));
        const std::string event = dialect::openaiResponses.errorEvent(
            {.status = 503, .message = "the provider hung up", .code = "upstream", .requestId = "7"});
        const auto read = recordings::readStream(dialect::openaiResponses, event, 3);
        QVERIFY(read);
        QVERIFY(read->failure());
        QCOMPARE(read->failure()->message, std::string("the provider hung up"));
        const std::vector<Event> events = eventsIn(event);
        QCOMPARE(events.size(), std::size_t{2});
        QCOMPARE(base::textOr(events[0].json["error"]["type"]), std::string("service_unavailable_error"));
        QCOMPARE(base::textOr(events[0].json["message"]), std::string("the provider hung up"));
        QCOMPARE(base::textOr(events[1].json["response"]["status"]), std::string("failed"));
    }
    void whatNeedsAStoreIsRefused_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("param");
        QTest::newRow("earlier answer") << QByteArray(R"("previous_response_id":"resp_1")")
                                        << QByteArray("previous_response_id");
        QTest::newRow("conversation") << QByteArray(R"("conversation":{"id":"c"})") << QByteArray("conversation");
        QTest::newRow("background") << QByteArray(R"("background":true)") << QByteArray("background");
        QTest::newRow("reference") << QByteArray(R"("input":[{"type":"item_reference","id":"msg_1"}])")
                                   << QByteArray("input");
        QTest::newRow("nobody's message") << QByteArray(R"("input":[{"content":"x"}])") << QByteArray("input");
        QTest::newRow("a message of nothing")
            << QByteArray(R"("input":[{"role":"developer","contents":"x"}])") << QByteArray("input");
        QTest::newRow("an assistant's picture")
            << QByteArray(R"("input":[{"role":"assistant","content":[{"type":"input_image"}]}])")
            << QByteArray("input");
        QTest::newRow("no item") << QByteArray(R"("input":["x"])") << QByteArray("input");
    }
    void whatNeedsAStoreIsRefused()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, param);
        Json body = {{"model", "m"}, {"input", "hi"}};
        body.update(*base::parseJson("{" + more.toStdString() + "}"));
        const auto request = readRequest(body);
        QVERIFY(!request);
        QCOMPARE(request.error().code, base::ErrorCode::BadRequest);
        QCOMPARE(QByteArray::fromStdString(request.error().param), param);
    }
    void anEmptyMessageStaysWhereItWas()
    {
        const Json message = {{"type", "message"}, {"role", "user"}, {"foo", 1}, {"content", Json::array()}};
        auto request = readRequest({{"model", "m"}, {"input", Json::array({message})}});
        QVERIFY(request);
        model::Receipt receipt;
        const auto written = dialect::openaiResponses.call->writeRequest(std::move(*request), {}, receipt);
        QVERIFY(written);
        QVERIFY(!receipt.anyDropped());
        QCOMPARE((*base::parseJson(*written))["input"], Json::array({message}));
    }
    void itemsOfOneTurnAreOneMessage()
    {
        const Json body = *base::parseJson(recordings::textOf(
            QStringLiteral(ROOT "/tests/gateway/dialect/golden/responses/requests/tools_and_thoughts.json")));
        const auto request = readRequest(body);
        QVERIFY(request);
        QCOMPARE(request->messages.size(), std::size_t{9});
        const model::ChatMessage &turn = request->messages[3];
        QCOMPARE(turn.role, model::ChatRole::Assistant);
        QCOMPARE(turn.parts.size(), std::size_t{7}); // two thoughts, text, refusal, two calls, the search
        QCOMPARE(turn.parts[1].signature, std::string("gAAAAAsecret"));
        QCOMPARE(request->messages[4].parts.front().name, std::string("height"));
        QVERIFY(request->reasoning.replayable);
    }
    void strictIsTheDefaultWhereItCanBe()
    {
        const Json open = {{"type", "object"}, {"properties", {{"a", {{"type", "string"}}}}}};
        Json closed = open;
        closed["additionalProperties"] = false;
        closed["required"] = {"a"};
        const Json tools = Json::array({{{"type", "function"}, {"name", "open"}, {"parameters", open}},
                                        {{"type", "function"}, {"name", "closed"}, {"parameters", closed}}});
        const auto request = readRequest({{"model", "m"}, {"input", "hi"}, {"tools", tools}});
        QVERIFY(request);
        QVERIFY(!request->tools[0].strict);
        QCOMPARE(request->tools[1].strict, std::optional(true));
    }
    void anotherDialectsRequestLosesNothingInSilence()
    {
        model::ChatRequest request{.dialect = "openai", .model = "m"};
        request.messages.push_back({.role = model::ChatRole::User, .parts = {{.text = "hi"}}, .bare = true});
        request.messages.back().extra = {{"foo", 1}};
        request.messages.push_back(
            {.role = model::ChatRole::Assistant,
             .parts = {{.kind = model::PartKind::Thinking, .text = "hm", .signature = "theirs"},
                       {.kind = model::PartKind::Thinking, .text = "hm", .signature = "gAAAAours"},
                       {.kind = model::PartKind::ToolCall, .id = "call_1", .name = "f"}}});
        request.messages.push_back(
            {.role = model::ChatRole::User,
             .parts = {
                 {.kind = model::PartKind::ToolResult, .id = "call_1", .content = {{.text = "1"}}, .isError = true},
                 {.text = "and?"}}});
        request.tools.push_back({.name = "f"});
        request.stop = {"x"};
        request.seed = 1;
        request.reasoning.effort = "high";
        request.extra = {{"bar", 2}};
        model::Receipt receipt;
        const auto written = dialect::openaiResponses.call->writeRequest(std::move(request), {}, receipt);
        QVERIFY(written);
        QCOMPARE(
            *written,
            std::string(
                R"({"model":"m","input":[{"type":"message","role":"user","content":"hi"},)"
                R"({"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}],"encrypted_content":"gAAAAours"},)"
                R"({"type":"function_call","call_id":"call_1","name":"f","arguments":"{}"},)"
                R"({"type":"function_call_output","call_id":"call_1","output":"1"},)"
                R"({"type":"message","role":"user","content":[{"type":"input_text","text":"and?"}]}],)"
                R"("tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{}},"strict":false}],)"
                R"("reasoning":{"effort":"high"},"store":false,"include":["reasoning.encrypted_content"]})"));
        QStringList dropped;
        for (const model::ParameterNote &note : receipt.notes())
            dropped << (note.name.empty() ? QString::number(static_cast<int>(note.field))
                                          : QString::fromStdString(note.name));
        const auto number = [](model::ChatField field) { return QString::number(static_cast<int>(field)); };
        QVERIFY(dropped.contains(QStringLiteral("messages[].foo")));
        QVERIFY(dropped.contains(QStringLiteral("bar")));
        QVERIFY(dropped.contains(number(model::ChatField::Thinking)));
        QVERIFY(dropped.contains(number(model::ChatField::ToolError)));
        QVERIFY(dropped.contains(number(model::ChatField::Seed)));
        QVERIFY(dropped.contains(number(model::ChatField::Stop)));
        QCOMPARE(dropped.size(), 6);
    }
    /// Source: wire facts 25.
    void streamsKeepTheOrderOfTheApi()
    {
        using enum model::PartKind;
        const model::ChatEvents events{
            model::AnswerBegun{.id = "resp_1", .model = "claude"},
            model::PartBegun{0, 0, {.kind = Thinking}},
            model::TextPiece{0, 0, "hm"},
            model::SignatureKnown{0, 0, "sig"},
            model::PartEnded{0, 0},
            model::PartBegun{0, 1, {.kind = Text}},
            model::TextPiece{0, 1, "Hi"},
            model::PartBegun{0, 2, {.kind = ToolCall, .id = "call_1", .name = "f"}},
            model::PartBegun{0, 3, {.kind = ToolCall, .id = "call_2", .name = "g"}},
            model::ArgumentsPiece{0, 3, "{}"},
            model::PartEnded{0, 1},
            model::PartEnded{0, 2},
            model::PartEnded{0, 3},
            model::ChoiceFinished{.reason = model::FinishReason::ToolCalls},
            model::UsageKnown{{.input = 1, .output = 2, .reported = true}},
        };
        const std::vector<Event> told = eventsIn(streamOf(events));
        QStringList types;
        for (std::size_t i = 0; i < told.size(); ++i) {
            QCOMPARE(told[i].type, base::textOr(told[i].json["type"]));
            QCOMPARE(base::integerOr(told[i].json["sequence_number"], -1), std::int64_t(i));
            types << QString::fromStdString(told[i].type).mid(9)
                         + (told[i].json.contains("output_index")
                                ? QString::number(base::integerOr(told[i].json["output_index"]))
                                : QString());
        }
        const QStringList wanted{QStringLiteral("created"),
                                 QStringLiteral("in_progress"),
                                 QStringLiteral("output_item.added0"),
                                 QStringLiteral("reasoning_summary_part.added0"),
                                 QStringLiteral("reasoning_summary_text.delta0"),
                                 QStringLiteral("reasoning_summary_text.done0"),
                                 QStringLiteral("reasoning_summary_part.done0"),
                                 QStringLiteral("output_item.done0"),
                                 QStringLiteral("output_item.added1"),
                                 QStringLiteral("content_part.added1"),
                                 QStringLiteral("output_text.delta1"),
                                 QStringLiteral("output_item.added2"),
                                 QStringLiteral("output_item.added3"),
                                 QStringLiteral("function_call_arguments.delta3"),
                                 QStringLiteral("output_text.done1"),
                                 QStringLiteral("content_part.done1"),
                                 QStringLiteral("output_item.done1"),
                                 QStringLiteral("function_call_arguments.done3"),
                                 QStringLiteral("output_item.done3"),
                                 QStringLiteral("function_call_arguments.delta2"),
                                 QStringLiteral("function_call_arguments.done2"),
                                 QStringLiteral("output_item.done2"),
                                 QStringLiteral("completed")};
        QCOMPARE(types, wanted);
        const Json response = told.back().json["response"];
        QCOMPARE(response["output"].size(), std::size_t{4});
        QCOMPARE(base::textOr(response["output"][0]["encrypted_content"]), std::string("sig"));
        QCOMPARE(base::textOr(response["output"][2]["arguments"]), std::string("{}"));
        QCOMPARE(base::integerOr(response["usage"]["total_tokens"]), std::int64_t{3});
    }
    void answersRepeatTheRequest()
    {
        const auto request = readRequest(*base::parseJson(recordings::textOf(
            QStringLiteral(ROOT "/tests/gateway/dialect/golden/responses/requests/tools_and_thoughts.json"))));
        QVERIFY(request);
        dialect::AnswerFor client = kClient;
        client.request = &*request;
        const auto json = base::parseJson(dialect::openaiResponses.serve->writeAnswer({.model = "m2"}, client));
        QVERIFY(json);
        QCOMPARE(base::textOr(base::at(*json, "instructions")), std::string("Be brief."));
        QCOMPARE(base::at(*json, "tools").size(), std::size_t{2});
        QCOMPARE(base::textOr(base::at(base::at(*json, "text"), "verbosity")), std::string("low"));
        QVERIFY(base::at(*json, "store") == false);
        QCOMPARE(base::textOr(base::at(*json, "model")), std::string("m2"));
    }
    void completionsRefuseWhatNoChatCanSay_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("param");
        QTest::newRow("tokens") << QByteArray(R"({"model":"m","prompt":[1,2]})") << QByteArray("prompt");
        QTest::newRow("lists of tokens") << QByteArray(R"({"model":"m","prompt":[[1],[2]]})") << QByteArray("prompt");
        QTest::newRow("several") << QByteArray(R"({"model":"m","prompt":["a","b"]})") << QByteArray("prompt");
        QTest::newRow("suffix") << QByteArray(R"({"model":"m","prompt":"a","suffix":"b"})") << QByteArray("suffix");
        QTest::newRow("echo") << QByteArray(R"({"model":"m","prompt":"a","echo":true})") << QByteArray("echo");
    }
    void completionsRefuseWhatNoChatCanSay()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, param);
        const std::string bytes = fakes::padded(body.toStdString());
        const auto peek = dialect::openaiCompletions.peek(bytes, {});
        QVERIFY(peek);
        const auto request = dialect::openaiCompletions.serve->readRequest(bytes, *peek);
        QVERIFY(!request);
        QCOMPARE(QByteArray::fromStdString(request.error().param), param);
    }
};

QTEST_APPLESS_MAIN(ResponsesGoldenTest)
#include "responses_golden_test.moc"
