#include <QTest>

#include "base/json.h"
#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "fakes/recordings.h"

namespace {

using base::Json;
using dialect::anthropicMessages;
using model::ChatAnswer;
using model::FinishReason;
using model::PartKind;

const dialect::AnswerFor kClient{.requestedModel = "asked", .requestId = "r1"};

/// What an answer says, of which nothing may be lost between our own writer and our own reader.
Json told(const ChatAnswer &answer)
{
    Json out = recordings::described(answer);
    out["id"] = answer.id;
    out["native"] = answer.choices.front().nativeFinish;
    out["stop_sequence"] = answer.choices.front().stopSequence;
    for (const model::Part &part : answer.choices.front().parts) {
        Json citations = Json::array();
        for (const model::Citation &citation : part.citations)
            citations.push_back(citation.extra);
        out["parts"].push_back({{"kind", static_cast<int>(part.kind)},
                                {"text", part.text},
                                {"id", part.id},
                                {"signature", part.signature},
                                {"citations", citations},
                                {"extra", part.extra}});
    }
    return out;
}

std::string written(const model::ChatEvents &events, const dialect::AnswerFor &client = kClient)
{
    const auto writer = anthropicMessages.serve->makeWriter(client);
    std::string out;
    for (const model::ChatEvent &event : events)
        writer->write(event, out);
    writer->end(out);
    return out;
}

Json dataOf(const std::string &stream)
{
    Json out = Json::array();
    dialect::SseReader frames;
    std::string unread = stream;
    unread.reserve(unread.size() + dialect::kReadablePadding);
    dialect::SseEvent event;
    for (;;) {
        const auto step = frames.next(unread, event, true);
        if (!step || *step == dialect::SseReader::Step::NeedMore)
            return out;
        const auto json = base::parseJson(event.data);
        out.push_back(json ? *json : Json("not JSON"));
        if (json && base::textOr(base::at(*json, "type")) != event.type)
            out.push_back("event: is not the type");
        unread.erase(0, event.raw.size());
    }
}

/// Only one block open at a time, indexes without gaps, deltas within their block, and the frame around it all.
QByteArray grammarFault(const Json &events)
{
    if (events.size() < 3 || events.front()["type"] != "message_start" || events.back()["type"] != "message_stop"
        || events[events.size() - 2]["type"] != "message_delta")
        return "the frame is wrong";
    std::int64_t next = 0;
    bool open = false;
    for (std::size_t i = 1; i + 2 < events.size(); ++i) {
        const Json &event = events[i];
        const bool start = event["type"] == "content_block_start";
        if (!start && event["type"] != "content_block_delta" && event["type"] != "content_block_stop")
            return "an event that does not belong";
        if (start == open)
            return start ? "two blocks open" : "nothing is open";
        if (event["index"] != (start ? next : next - 1))
            return "wrong index";
        next += start ? 1 : 0;
        open = event["type"] != "content_block_stop";
    }
    return open ? "a block stays open" : "";
}

model::ChatEvents toolCalls()
{
    using namespace model;
    const Part first{.kind = PartKind::ToolCall, .id = "call_a", .name = "weather"};
    const Part second{.kind = PartKind::ToolCall, .id = "call_b", .name = "time"};
    return {AnswerBegun{.id = "chatcmpl-1", .model = "gpt"},
            PartBegun{.part = 0, .head = {.kind = PartKind::Text}},
            TextPiece{.part = 0, .text = "Look: "},
            PartBegun{.part = 1, .head = first},
            ArgumentsPiece{.part = 1, .json = "{\"city\":"},
            PartBegun{.part = 2, .head = second},
            ArgumentsPiece{.part = 2, .json = "{\"zone\":"},
            TextPiece{.part = 0, .text = "done"},
            ArgumentsPiece{.part = 1, .json = "\"Rome\"}"},
            ArgumentsPiece{.part = 2, .json = "\"CET\"}"},
            PartEnded{.part = 0},
            PartEnded{.part = 1},
            PartEnded{.part = 2},
            ChoiceFinished{.reason = FinishReason::ToolCalls, .native = "tool_calls"},
            UsageKnown{{.input = 30, .cacheRead = 10, .output = 7, .reported = true}},
            StreamEnded{}};
}

} // namespace

class AnthropicAnswerTest final : public QObject {
    Q_OBJECT

    std::vector<recordings::Case> m_answers{};

private Q_SLOTS:
    void initTestCase()
    {
        for (recordings::Case &one : recordings::of({"messages"}))
            if (one.status == 200)
                m_answers.push_back(std::move(one));
    }

    void recordedAnswersAreUnderstood()
    {
        if (!recordings::available())
            QSKIP("the recordings are not here");
        QVERIFY(m_answers.size() > 15);
        for (const recordings::Case &one : m_answers) {
            if (one.streaming)
                continue;
            const auto answer = anthropicMessages.call->readAnswer(one.response);
            QVERIFY2(answer, one.name.c_str());
            if (recordings::described(*answer) != recordings::wanted(one))
                QFAIL((one.name + "\n" + base::dump(recordings::described(*answer)) + "\n"
                       + base::dump(recordings::wanted(one)))
                          .c_str());
        }
    }

    void recordedStreamsAreUnderstoodInAnySlices()
    {
        if (!recordings::available())
            QSKIP("the recordings are not here");
        for (const recordings::Case &one : m_answers)
            for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, one.response.size()}) {
                if (!one.streaming)
                    continue;
                const auto read = recordings::readStream(anthropicMessages, one.response, slice);
                QVERIFY2(read, one.name.c_str());
                if (recordings::described(read->answer()) != recordings::wanted(one))
                    QFAIL((one.name + "\n" + base::dump(recordings::described(read->answer())) + "\n"
                           + base::dump(recordings::wanted(one)))
                              .c_str());
            }
    }

    void ownAnswersSurviveOurWriters()
    {
        if (!recordings::available())
            QSKIP("the recordings are not here");
        for (const recordings::Case &one : m_answers) {
            ChatAnswer answer;
            if (one.streaming)
                answer = recordings::readStream(anthropicMessages, one.response, one.response.size())->answer();
            else
                answer = *anthropicMessages.call->readAnswer(one.response);
            const auto whole =
                anthropicMessages.call->readAnswer(anthropicMessages.serve->writeAnswer(answer, kClient));
            QVERIFY2(whole, one.name.c_str());
            QCOMPARE(base::dump(told(*whole)), base::dump(told(answer)));
            const std::string stream = written(dialect::eventsOf(answer));
            QCOMPARE(grammarFault(dataOf(stream)), QByteArray());
            const auto streamed = recordings::readStream(anthropicMessages, stream, stream.size());
            QVERIFY2(streamed, one.name.c_str());
            QCOMPARE(base::dump(told(streamed->answer())), base::dump(told(answer)));
        }
    }

    void wholeAnswersKeepEveryField()
    {
        if (!recordings::available())
            QSKIP("the recordings are not here");
        for (const recordings::Case &one : m_answers) {
            if (one.streaming)
                continue;
            const auto answer = anthropicMessages.call->readAnswer(one.response);
            const auto again = base::parseJson(anthropicMessages.serve->writeAnswer(*answer, kClient));
            const auto original = base::parseJson(one.response);
            for (const auto &[name, value] : original->items())
                if (name != "usage" && !value.is_null())
                    QCOMPARE(base::dump(nlohmann::json(again->at(name))), base::dump(nlohmann::json(value)));
            for (const auto &[name, value] : original->at("usage").items())
                if (!value.is_null() && name != "cache_creation")
                    QCOMPARE(base::dump(again->at("usage").at(name)), base::dump(value));
        }
    }

    void parallelCallsComeOneAfterTheOther()
    {
        const Json events = dataOf(written(toolCalls()));
        QCOMPARE(grammarFault(events), QByteArray());
        const auto read = recordings::readStream(anthropicMessages, written(toolCalls()), 5);
        const Json described = recordings::described(read->answer());
        QCOMPARE(base::textOr(described["text"]), std::string("Look: done"));
        QCOMPARE(base::dump(described["tool_calls"]),
                 std::string(R"([{"name":"weather","arguments":{"city":"Rome"},"raw":null},)"
                             R"({"name":"time","arguments":{"zone":"CET"},"raw":null}])"));
        const Json &last = events[events.size() - 2];
        QCOMPARE(base::textOr(last["delta"]["stop_reason"]), std::string("tool_use"));
        QCOMPARE(base::integerOr(last["usage"]["input_tokens"]), 20);
        QCOMPARE(base::integerOr(last["usage"]["cache_read_input_tokens"]), 10);
        QCOMPARE(base::textOr(events.front()["message"]["id"]), std::string("chatcmpl-1"));
    }

    void thoughtsWithoutSignatureGetAMarkThatIsNone()
    {
        const model::ChatEvents events{model::AnswerBegun{},
                                       model::PartBegun{.part = 0, .head = {.kind = PartKind::Thinking}},
                                       model::TextPiece{.part = 0, .text = "hm"},
                                       model::PartBegun{.part = 1, .head = {.kind = PartKind::Text}},
                                       model::TextPiece{.part = 1, .text = "4"},
                                       model::ChoiceFinished{.reason = FinishReason::Stop}};
        const std::string stream = written(events);
        QVERIFY(stream.contains("signature_delta"));
        QVERIFY(stream.contains("msg_r1"));
        QVERIFY(stream.contains("\"model\":\"asked\""));
        const auto read = recordings::readStream(anthropicMessages, stream, stream.size());
        QCOMPARE(read->answer().choices.front().parts.front().text, std::string("hm"));
        QCOMPARE(read->answer().choices.front().parts.front().signature, std::string());
    }

    void othersPartsAreNotPassedOff()
    {
        ChatAnswer answer{.dialect = "responses", .id = "resp_1", .model = "gpt"};
        answer.choices.push_back({.parts = {{.kind = PartKind::Opaque, .extra = {{"type", "web_search_call"}}},
                                            {.kind = PartKind::Refusal, .text = "No."}},
                                  .finish = FinishReason::Stop});
        answer.extra = {{"background", false}};
        const auto whole = base::parseJson(anthropicMessages.serve->writeAnswer(answer, kClient));
        QCOMPARE(base::dump(whole->at("content")), std::string(R"([{"type":"text","text":"No."}])"));
        QCOMPARE(base::textOr(whole->at("stop_reason")), std::string("refusal"));
        QVERIFY(!whole->contains("background"));
        const Json events = dataOf(written(dialect::eventsOf(answer)));
        QCOMPARE(grammarFault(events), QByteArray());
        QVERIFY(!base::dump(events).contains("web_search_call"));
    }

    void argumentsThatAreNoObjectAreKept()
    {
        ChatAnswer answer{.dialect = "openai", .id = "1", .model = "m"};
        answer.choices.push_back(
            {.parts = {{.kind = PartKind::ToolCall, .id = "a", .name = "f", .arguments = "{\"x\": 1"}},
             .finish = FinishReason::Length});
        const auto read = anthropicMessages.call->readAnswer(anthropicMessages.serve->writeAnswer(answer, kClient));
        QCOMPARE(read->choices.front().parts.front().arguments, std::string("{\"x\": 1"));
        QCOMPARE(read->choices.front().nativeFinish, std::string("max_tokens"));
    }

    void odditiesOfStreams_data()
    {
        QTest::addColumn<QByteArray>("frames");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("finish");
        const auto row = [](const char *name, const std::string &frames, FinishReason finish = FinishReason::Stop) {
            QTest::newRow(name) << QByteArray::fromStdString(frames) << QByteArray("Hi") << static_cast<int>(finish);
        };
        const std::string begin = R"(data: {"type":"message_start","message":{"id":"m","model":"c","usage":{}}})"
                                  "\n\n";
        const std::string start =
            R"(data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})"
            "\n\n";
        const std::string text =
            R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}})"
            "\n\n";
        const std::string end = R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}})"
                                "\n\n"
                                R"(data: {"type":"message_stop"})"
                                "\n\n";
        const std::string wink = "event: wink\ndata: {\"type\":\"wink\",\"index\":0}\n\n";
        row("as it should be", begin + start + text + end);
        row("two starts", begin + begin + start + text + end);
        row("a block that starts twice", begin + start + text + start + end);
        row("two ends", begin + start + text + end + end);
        row("deltas without a start", begin + text + end);
        row("no message_start", start + text + end);
        row("events of the future", begin + wink + start + wink + text + end);
        row("words after the end", begin + start + text + end + text);
        row("cut off", begin + start + text, FinishReason::None);
    }
    void odditiesOfStreams()
    {
        QFETCH(QByteArray, frames);
        QFETCH(QByteArray, text);
        QFETCH(int, finish);
        const auto read = recordings::readStream(anthropicMessages, frames.toStdString(), 3);
        QVERIFY(read);
        const ChatAnswer &answer = read->answer();
        QCOMPARE(QByteArray::fromStdString(base::textOr(recordings::described(answer)["text"])), text);
        QCOMPARE(static_cast<int>(answer.choices.front().finish), finish);
        QCOMPARE(answer.dialect, std::string("anthropic"));
    }

    void errorEventsEndTheStream()
    {
        const auto read = recordings::readStream(
            anthropicMessages,
            anthropicMessages.errorEvent({.status = 529, .message = "Overloaded", .requestId = "req_1"}), 4);
        QVERIFY(read && read->failure());
        QCOMPARE(read->failure()->message, std::string("Overloaded"));
        QCOMPARE(read->failure()->code, std::string("overloaded_error"));
    }

    void recordedErrorsAreUnderstood()
    {
        if (!recordings::available())
            QSKIP("the recordings are not here");
        int seen = 0;
        for (const recordings::Case &one : recordings::of({"messages", "messages.count_tokens"})) {
            if (one.status < 400 || one.provider != "anthropic")
                continue;
            ++seen;
            const dialect::ErrorFacts facts = anthropicMessages.readError(one.response);
            QCOMPARE(facts.message, base::textOr(one.expected["error"]["message"]));
            QCOMPARE(facts.type, base::textOr(one.expected["error"]["type"]));
            const auto body =
                base::parseJson(anthropicMessages.errorBody({.status = one.status, .message = facts.message}));
            QCOMPARE(base::textOr(body->at("error")["type"]), facts.type);
        }
        QVERIFY(seen > 3);
    }

    void errorsSpeakTheDialect_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("400") << 400 << QByteArray("invalid_request_error");
        QTest::newRow("401") << 401 << QByteArray("authentication_error");
        QTest::newRow("402") << 402 << QByteArray("billing_error");
        QTest::newRow("403") << 403 << QByteArray("permission_error");
        QTest::newRow("404") << 404 << QByteArray("not_found_error");
        QTest::newRow("413") << 413 << QByteArray("request_too_large");
        QTest::newRow("422") << 422 << QByteArray("invalid_request_error");
        QTest::newRow("429") << 429 << QByteArray("rate_limit_error");
        QTest::newRow("502") << 502 << QByteArray("api_error");
        QTest::newRow("503") << 503 << QByteArray("overloaded_error");
        QTest::newRow("504") << 504 << QByteArray("timeout_error");
    }
    void errorsSpeakTheDialect()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        const auto body = base::parseJson(anthropicMessages.errorBody(
            {.status = status, .message = "no", .type = "server_error", .code = "x", .requestId = "req_1"}));
        QCOMPARE(base::dump(*body),
                 "{\"type\":\"error\",\"error\":{\"type\":\"" + type.toStdString()
                     + "\",\"message\":\"no\",\"details\":{\"error_code\":\"x\"}},\"request_id\":\"req_1\"}");
    }

    void countsAreReadAndWritten()
    {
        const dialect::Dialect &counts = dialect::anthropicCountTokens;
        QCOMPARE(counts.serveCount->writeAnswer(588), std::string("{\"input_tokens\":588}"));
        QCOMPARE(counts.callCount->readAnswer("{\"input_tokens\":588}").value(), 588);
        QVERIFY(!counts.callCount->readAnswer("{\"type\":\"error\",\"error\":{}}"));
        QVERIFY(counts.readAnswer("{\"input_tokens\":588}")->finished);
        QCOMPARE(dialect::findDialect("anthropic"), &anthropicMessages);
        QCOMPARE(dialect::findDialect("anthropic.count_tokens"), &counts);
    }

    void errorsInSuccessesClothesAreErrors()
    {
        const auto read = anthropicMessages.call->readAnswer(
            R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})");
        QVERIFY(!read);
        QCOMPARE(read.error().code, base::ErrorCode::Upstream);
        QCOMPARE(read.error().detail, std::string("Overloaded"));
        QVERIFY(!anthropicMessages.call->readAnswer("{}"));
        QVERIFY(!anthropicMessages.call->readAnswer("<html>"));
    }
};

QTEST_GUILESS_MAIN(AnthropicAnswerTest)
#include "anthropic_answer_test.moc"
