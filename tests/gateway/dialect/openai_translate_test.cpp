#include <QTest>

#include "dialect/openai/chat_request_reader.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

namespace {

using base::Json;
using dialect::openaiChat;

constexpr model::Quirks kAsItCame{.tokenField = "", .systemRole = "developer"};

/// A stream's framed bytes, written from events by the dialect's own writer.
std::string written(const model::ChatAnswer &answer)
{
    const auto writer = openaiChat.serve->makeWriter({.requestedModel = "m", .requestId = "r"});
    std::string out;
    for (const model::ChatEvent &event : dialect::eventsOf(answer))
        writer->write(event, out);
    writer->end(out);
    return out;
}

base::Result<model::ChatRequest> readRequest(const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = openaiChat.peek(body, {});
    if (!peek)
        return base::fail(peek.error());
    return openaiChat.serve->readRequest(body, *peek);
}

/// Without what means nothing: nulls, empty lists and thoughts, a tool's only type, usage asked for.
Json plain(const Json &value, const std::string &key = {})
{
    if (value.is_array()) {
        Json out = Json::array();
        for (const Json &one : value)
            out.push_back(plain(one, key));
        return out;
    }
    if (!value.is_object())
        return value;
    Json out = Json::object();
    std::map<std::string, Json> sorted;
    for (const auto &[name, inner] : value.items()) {
        const bool nothing = inner.is_null() || (name == "annotations" && inner.empty())
                             || (name == "content" && inner == Json::array()) || (name == "description" && inner == "")
                             || (name == "reasoning_content" && inner == "") || name == "stream_options"
                             || (name == "stream" && inner == false) || (key == "tools" && name == "type");
        if (!nothing)
            sorted[name] = plain(inner, name);
    }
    for (auto &[name, inner] : sorted)
        out[name] = inner;
    return out;
}

/// As recordings::wanted(), but: no usage is no usage, and arguments that were cut before they began are not `{}`.
Json meant(const recordings::Case &one)
{
    Json out = recordings::wanted(one);
    if (out["usage"].is_null())
        out["usage"] = recordings::described({})["usage"];
    if (one.name == "mistral/chat-sse-streaming-mistral-small-low-agent")
        for (Json &call : out["tool_calls"])
            call.update({{"arguments", nullptr}, {"raw", ""}});
    return out;
}

QByteArray shown(const Json &json)
{
    return QByteArray::fromStdString(base::dump(json));
}

} // namespace

class OpenaiTranslateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordedAnswers_data() { addCases(); }
    void recordedAnswers()
    {
        QFETCH(int, at);
        const recordings::Case &one = m_cases[static_cast<std::size_t>(at)];
        const QByteArray want = shown(meant(one));
        if (!one.streaming) {
            const auto answer = openaiChat.call->readAnswer(one.response);
            QVERIFY2(answer, answer ? "" : answer.error().detail.c_str());
            QCOMPARE(shown(recordings::described(*answer)), want);
            return;
        }
        for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, one.response.size()}) {
            const auto read = recordings::readStream(openaiChat, one.response, slice);
            QVERIFY2(read, read ? "" : read.error().detail.c_str());
            QVERIFY(!read->failure());
            QCOMPARE(shown(recordings::described(read->answer())), want);
        }
    }

    void ownWordsComeBack_data() { addCases(); }
    void ownWordsComeBack()
    {
        QFETCH(int, at);
        const recordings::Case &one = m_cases[static_cast<std::size_t>(at)];
        model::ChatAnswer answer;
        if (one.streaming)
            answer = recordings::readStream(openaiChat, one.response, one.response.size())->answer();
        else
            answer = *openaiChat.call->readAnswer(one.response);
        const QByteArray want = shown(recordings::described(answer));
        const auto whole = openaiChat.call->readAnswer(
            fakes::padded(openaiChat.serve->writeAnswer(answer, {.requestedModel = "m", .requestId = "r"})));
        QVERIFY(whole);
        QCOMPARE(shown(recordings::described(*whole)), want);
        const auto stream = recordings::readStream(openaiChat, written(answer), 64);
        QVERIFY(stream);
        QCOMPARE(shown(recordings::described(stream->answer())), want);
        QCOMPARE(stream->answer().choices.size(), answer.choices.size());
    }

    void requestsComeBack_data()
    {
        QTest::addColumn<int>("at");
        m_cases = recordings::of({"chat.completions"});
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            if (m_cases[i].request.is_object())
                QTest::newRow(m_cases[i].name.c_str()) << static_cast<int>(i);
        if (m_cases.empty())
            QSKIP("the recorded traffic is not beside this checkout");
    }
    void requestsComeBack()
    {
        QFETCH(int, at);
        const recordings::Case &one = m_cases[static_cast<std::size_t>(at)];
        auto request = readRequest(one.requestText);
        QVERIFY2(request, request ? "" : request.error().detail.c_str());
        model::Receipt receipt;
        const auto body = openaiChat.call->writeRequest(std::move(*request), kAsItCame, receipt);
        QVERIFY(body);
        const QByteArray got = shown(plain(*base::parseJson(*body)));
        const QByteArray want = shown(plain(one.request));
        QCOMPARE(got, want);
        for (const model::ParameterNote &note : receipt.notes())
            QVERIFY2(false, (std::string(openaiChat.serve->fieldName(note.field)) + " " + note.name).c_str());
    }

    void recordedRefusals()
    {
        int seen = 0;
        for (const recordings::Case &one : recordings::of({"chat.completions", "embeddings"})) {
            const Json &error = base::at(one.expected, "error");
            if (one.status < 400 || error.is_null())
                continue;
            const dialect::ErrorFacts facts = openaiChat.readError(one.response);
            QVERIFY2(facts.message == base::textOr(error["message"]), (one.name + ": " + facts.message).c_str());
            ++seen;
        }
        if (seen == 0)
            QSKIP("the recorded traffic is not beside this checkout");
    }

    void anErrorWithinAStreamEndsIt()
    {
        for (const recordings::Case &one : recordings::of({"chat.completions"})) {
            if (one.name != "openrouter/chat-sse-openrouter-stream-error")
                continue;
            const auto read = recordings::readStream(openaiChat, one.response, 7);
            QVERIFY(read && read->failure());
            QCOMPARE(read->failure()->message, std::string("Token limit reached"));
            QCOMPARE(read->answer().usage.input, std::int64_t{43});
            return;
        }
        QSKIP("the recorded traffic is not beside this checkout");
    }

private:
    void addCases()
    {
        QTest::addColumn<int>("at");
        m_cases = recordings::of({"chat.completions"});
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            if (m_cases[i].status == 200 && m_cases[i].expected["error"].is_null())
                QTest::newRow(m_cases[i].name.c_str()) << static_cast<int>(i);
        if (m_cases.empty())
            QSKIP("the recorded traffic is not beside this checkout");
    }
    std::vector<recordings::Case> m_cases{};
};

QTEST_APPLESS_MAIN(OpenaiTranslateTest)
#include "openai_translate_test.moc"
